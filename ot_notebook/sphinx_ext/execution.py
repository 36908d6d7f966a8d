"""Pages run before Sphinx reads them: the stale ones, on all cores, into the cache that MyST-NB then reads.

MyST-NB's own cache knows a page's code cells and kernel. Here its folder also carries a hash of the helper
package, its data included, and of the pinned requirements, so that a change of either runs every page again.
"""

import asyncio
import hashlib
import json
import os
import time
from pathlib import Path

from jupyter_cache import get_cache
from jupyter_cache.base import CacheBundleIn
from jupyter_core.utils import run_sync
from myst_nb.core.read import create_nb_reader
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from sphinx.util import logging

PACKAGE = Path(__file__).parent.parent
REQUIREMENTS = PACKAGE.parent / "requirements.txt"
LOGGER = logging.getLogger(__name__)


def digest(paths):
    """Hash of the paths' contents and of their places relative to the package, as 16 hex digits."""
    total = hashlib.sha256()
    for path in sorted(paths):
        total.update(os.path.relpath(path, PACKAGE).encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()[:16]


def kernel_sources():
    """What a page's outputs depend on beside its own cells."""
    files = [path for path in PACKAGE.rglob("*") if path.suffix in {".py", ".json"}]
    modules = [path for path in files if "sphinx_ext" not in path.parts]
    return [*modules, *([REQUIREMENTS] if REQUIREMENTS.is_file() else [])]


def extension_sources():
    """What turns a page's source and outputs into the book, beside Sphinx."""
    return [path for path in (PACKAGE / "sphinx_ext").rglob("*") if path.suffix in {".py", ".cjs", ".html"}]


def set_cache(app, config):
    """Name the cache after its inputs; Sphinx then reads every page anew when they change."""
    folder = Path(app.outdir).parent / ".jupyter_cache" / digest(kernel_sources())
    folder.mkdir(parents=True, exist_ok=True)
    config.nb_execution_cache_path = str(folder)


def stale_notebooks(app, cache):
    """(path, notebook) of each page with code whose outputs are not in the cache."""
    app.env.find_files(app.config, app.builder)
    for docname in sorted(app.env.found_docs):
        path = Path(app.env.doc2path(docname))
        text = path.read_text(encoding="utf-8")
        reader = create_nb_reader(str(path), app.env.myst_config, app.env.mystnb_config, text)
        if reader is None:
            continue
        notebook = reader.read(text)
        if not any(cell.cell_type == "code" for cell in notebook.cells):
            continue
        try:
            cache.match_cache_notebook(notebook)
        except KeyError:
            yield path, notebook


async def execute(path, notebook, timeout, slots):
    """Run one notebook in place; returns its seconds, or None if a cell failed (MyST-NB reports that one)."""
    client = NotebookClient(
        notebook,
        timeout=timeout,
        resources={"metadata": {"path": str(path.parent)}},
        record_timing=False,
        coalesce_streams=True,
        extra_arguments=["--log-level=40"],
    )
    async with slots:
        start = time.perf_counter()
        try:
            await client.async_execute()
        except CellExecutionError:
            return None
        return time.perf_counter() - start


def execute_stale(app):
    """Fill the cache; what fails is left for MyST-NB, which runs it again and reports the traceback."""
    config = app.env.mystnb_config
    if config.execution_mode != "cache":
        return
    cache = get_cache(config.execution_cache_path)
    stale = list(stale_notebooks(app, cache))
    if not stale:
        return
    LOGGER.info("executing %d page(s) on %d cores", len(stale), os.cpu_count())

    async def execute_all():
        slots = asyncio.Semaphore(os.cpu_count() or 1)
        return await asyncio.gather(*(execute(*page, config.execution_timeout, slots) for page in stale))

    for (path, notebook), seconds in zip(stale, run_sync(execute_all)(), strict=True):
        if seconds is not None:
            bundle = CacheBundleIn(notebook, str(path), data={"execution_seconds": seconds})
            cache.cache_notebook_bundle(bundle, check_validity=False, overwrite=True)


def number_cells(app, doctree):
    """Replace the random cell ids in the notebook that a reader can download by the cells' numbers."""
    path = Path(app.env.mystnb_config.output_folder) / f"{app.env.docname}.ipynb"
    if not path.is_file():
        return
    notebook = json.loads(path.read_text(encoding="utf-8"))
    for number, cell in enumerate(notebook["cells"]):
        cell["id"] = f"cell-{number}"
    path.write_text(json.dumps(notebook, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def setup(app):
    for threads in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
        os.environ[threads] = "1"  # pages run side by side on all cores, so a page has one
    app.connect("config-inited", set_cache, priority=900)
    app.connect("builder-inited", execute_stale, priority=900)
    app.connect("doctree-read", number_cells)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
