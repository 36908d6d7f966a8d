"""A real JupyterLab with directories of its own, set up as Binder sets it up."""

import json
import os
import secrets
import shutil
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).parent.parent.parent


def run_post_build(prefix):
    """Run Binder's ``postBuild`` with an environment prefix of its own, all but its installation by pip."""
    tools = prefix / "tools"
    tools.mkdir(parents=True)
    (tools / "python3").symlink_to(shutil.which("true"))
    environment = os.environ | {"NB_PYTHON_PREFIX": str(prefix), "PATH": f"{tools}:{os.environ['PATH']}"}
    subprocess.run([ROOT / ".binder" / "postBuild"], cwd=ROOT, env=environment, check=True)
    return prefix / "share" / "jupyter" / "lab" / "settings"


def command(folder, settings, token):
    options = {
        "ServerApp.ip": "127.0.0.1",
        "ServerApp.port": 0,
        "ServerApp.root_dir": folder,
        "ServerApp.allow_root": True,
        "ServerApp.open_browser": False,
        "IdentityProvider.token": token,
        "LabApp.app_settings_dir": settings,
        "LabApp.expose_app_in_browser": True,
    }
    return [sys.executable, "-m", "jupyterlab", *(f"--{name}={value}" for name, value in options.items())]


def address(runtime, process, seconds=60):
    """The server's URL, from the file that it writes when it is up."""
    end = time.monotonic() + seconds
    while time.monotonic() < end and process.poll() is None:
        for file in runtime.glob("jpserver-*.json"):
            try:
                url = json.loads(file.read_text())["url"]
                urlopen(url + "api", timeout=5).close()
            except (ValueError, URLError, OSError):
                continue
            return url
        time.sleep(0.2)
    raise RuntimeError(f"JupyterLab did not start within {seconds} s; exit status {process.poll()}")


@contextmanager
def running_lab(folder, home):
    """Start JupyterLab on `folder`, its own files in `home`; the value is (URL, token)."""
    settings = run_post_build(home / "prefix")
    places = {"CONFIG_DIR": "config", "DATA_DIR": "data", "RUNTIME_DIR": "runtime"}
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("JUPYTER", "OT_"))
    }
    environment |= {f"JUPYTER_{name}": str(home / place) for name, place in places.items()}
    environment |= {
        "JUPYTERLAB_SETTINGS_DIR": str(home / "lab-settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(home / "lab-workspaces"),
        "IPYTHONDIR": str(home / "ipython"),
    }
    token = secrets.token_hex(16)
    with open(home / "lab.log", "w") as log:
        process = subprocess.Popen(command(folder, settings, token), env=environment, stdout=log, stderr=log)
        try:
            yield address(home / "runtime", process), token
        finally:
            process.terminate()
            process.wait(30)
