"""What Binder installs is what the book was built with."""

import json
import os

from tests.conftest import ROOT


def pins(name):
    lines = (ROOT / name).read_text().splitlines()
    return {
        key.lower().replace("_", "-"): version for key, _, version in (line.partition("==") for line in lines)
    }


def test_binder_pins_are_those_of_the_book():
    wanted = pins("requirements.txt") | pins("requirements-dev.txt")
    binder = pins(".binder/requirements.txt")
    assert {"pot", "gudhi", "anywidget", "jupytext", "jupyterlab-myst"} <= set(binder)
    assert binder == {name: wanted[name] for name in binder}


def test_settings_and_script():
    settings = json.loads((ROOT / ".binder" / "overrides.json").read_text())
    viewers = settings["@jupyterlab/docmanager-extension:plugin"]["defaultViewers"]
    assert viewers == {"markdown": "Jupytext Notebook"}
    assert os.access(ROOT / ".binder" / "postBuild", os.X_OK)
