# JupyterLab on the book's pages, set up as .binder sets it up: pages open as notebooks.
set -eu

settings=.venv/share/jupyter/lab/settings
mkdir -p "$settings"
cp .binder/overrides.json "$settings/overrides.json"
exec .venv/bin/jupyter lab --ServerApp.ip=127.0.0.1 book/index.md
