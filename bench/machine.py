"""The machine that a bench ran on, as far as it bears on the times: no names of hosts, no paths."""

import datetime
import os
import platform
import subprocess
from importlib.metadata import version
from pathlib import Path

import numpy as np  # loads the BLAS that is asked for
from threadpoolctl import threadpool_info

from tests.browser.engines.base import program

PACKAGES = ("numpy", "scipy", "POT", "ipywidgets", "jupyterlab", "matplotlib")


def processor():
    """The processor as the system names it."""
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.is_file():
        for line in cpuinfo.read_text().splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def system():
    try:
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    except OSError:
        return f"{platform.system()} {platform.mac_ver()[0] or platform.release()}"


def blas():
    """Library, version and kernel that NumPy's linear algebra runs on here."""
    folder = str(Path(np.__file__).parent)
    for info in threadpool_info():
        if info["user_api"] == "blas" and info["filepath"].startswith(folder):
            return f"{info['internal_api']} {info['version']}, {info.get('architecture', 'unknown')} kernels"
    return "unknown"


def said(name):
    """The version that a program prints, without its name."""
    words = subprocess.run([program(name, name), "--version"], capture_output=True, text=True).stdout.split()
    return next(word.lstrip("v") for word in words if word.lstrip("v")[0].isdigit())


def describe():
    """Plain JSON."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return {
        "date": datetime.date.today().isoformat(),
        "processor": processor(),
        "cores": os.cpu_count(),
        "memory": round(memory / 2**30),
        "load": round(os.getloadavg()[0], 2),
        "system": system(),
        "python": platform.python_version(),
        "blas": blas(),
        "node": said("node"),
        "chromium": said("chromium"),
        "packages": {name: version(name) for name in PACKAGES},
    }
