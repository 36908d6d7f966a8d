# Every command of the project; `make help` lists them.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
BOOK := $(VENV)/.book
DEV := $(VENV)/.dev
NODE := node_modules/.package-lock.json
export PATH := $(CURDIR)/$(BIN):$(PATH)
export SOURCE_DATE_EPOCH := $(shell git log -1 --format=%ct 2>/dev/null || echo 1767225600)

.DEFAULT_GOAL := help
.PHONY: help html serve test test-js test-python browsers lint format assets preview lab bench pins clean

help:  ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

html: $(BOOK) $(NODE)  ## the book, in _build/html
	$(BIN)/jupyter-book build . -W -n --keep-going || { rm -rf _build/.doctrees; exit 1; }  # else what warned is taken for done
	@echo "The book is in _build/html; view it with: make serve"

serve:  ## the built book, at http://127.0.0.1:8000
	$(PYTHON) -m http.server --bind 127.0.0.1 --directory _build/html 8000

test: lint test-js html browsers  ## every test, the book built first, then two runs of pytest side by side
	$(MAKE) --jobs=2 --output-sync --no-print-directory test-python test-browser

test-js: $(BOOK) $(NODE)  ## the tests of the JavaScript
	node --test $$(find tests/js -name "*.test.js")

test-python: $(DEV) $(NODE)  ## pytest: the package, the extension, the built site
	$(BIN)/python -m pytest tests/python tests/sphinx_ext tests/site

test-browser: $(DEV) $(NODE)  ## pytest: the figures in three browsers and in JupyterLab
	$(BIN)/python -m pytest tests/browser tests/jupyter

browsers: $(DEV)  ## Chromium, Firefox and WebKit from the system, installed by apt-get where they are missing
	sh scripts/browsers.sh

lint: $(DEV)  ## ruff, on all Python
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: $(DEV)  ## ruff's corrections and layout
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

assets: $(NODE)  ## the scripts and styles that the package ships, built from ot_notebook/js and ot_notebook/css
	node scripts/bundle.mjs

preview: $(DEV) $(NODE)  ## pictures of one live figure without the book: make preview figure=coupling
	$(BIN)/python scripts/preview.py $(figure)

lab: $(DEV)  ## JupyterLab on the book's pages
	sh scripts/lab.sh

bench: $(DEV) $(NODE) html browsers  ## the solvers against POT, and the time from input to painted frame
	env -u OPENBLAS_CORETYPE -u OPENBLAS_L2_SIZE $(BIN)/python -m bench

pins: $(DEV)  ## requirements*.txt anew, from requirements*.in and what is installed
	$(BIN)/pip install --upgrade -r requirements.in -r requirements-dev.in
	$(BIN)/python scripts/pin.py

clean:  ## what was built; the environments stay
	rm -rf _build

$(BOOK): requirements.txt pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || { echo "Python 3.11 with venv is needed: apt-get install python3-venv"; exit 1; }
	$(BIN)/pip install --disable-pip-version-check --quiet -r requirements.txt
	$(BIN)/pip install --disable-pip-version-check --quiet --no-deps -e .
	touch $@

$(DEV): $(BOOK) requirements-dev.txt
	$(BIN)/pip install --disable-pip-version-check --quiet -r requirements-dev.txt
	touch $@

$(NODE): package-lock.json | $(BOOK)
	npm ci --no-audit --no-fund
	touch $@
