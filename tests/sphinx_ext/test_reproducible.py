"""Two builds of one commit are byte-identical, wherever and whenever they are made."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def copy_of_sources(target):
    """The files that git knows or would add, so neither builds nor environments."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    ).stdout
    for name in filter(None, listing.split("\0")):
        if (ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, target / name)
    (target / "node_modules").symlink_to(ROOT / "node_modules")


def build(folder):
    """A cold build; hash seeds and clocks differ from run to run, the commit's date does not."""
    environment = os.environ | {"SOURCE_DATE_EPOCH": "1767225600", "PYTHONPATH": str(folder)}
    program = Path(sys.executable).with_name("jupyter-book")
    command = [program, "build", ".", "-W", "-n", "--keep-going"]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    html = folder / "_build" / "html"
    return {
        path.relative_to(html).as_posix(): path.read_bytes() for path in html.rglob("*") if path.is_file()
    }


def test_two_builds_agree_in_every_byte(tmp_path):
    sites = []
    for name in ("one", "another-place"):
        folder = tmp_path / name
        folder.mkdir()
        copy_of_sources(folder)
        sites.append(build(folder))
    one, other = sites
    assert set(one) == set(other)
    assert len(one) > 20
    assert [name for name in one if one[name] != other[name]] == []
