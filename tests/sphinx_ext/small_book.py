"""A book of two pages built by Jupyter Book with the theme, the extension and the book's own settings."""

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
FRONT = """---
jupytext:
  text_representation:
    extension: .md
    format_name: myst
kernelspec:
  name: python3
  display_name: Python 3 (ipykernel)
  language: python
"""
MATHS_PAGE = (
    FRONT
    + """description: Distances & "costs" between measures.
section: 2
minutes: 14
needs: probability measures
lead: Send every grain of a pile to one place.
---
# The distance $\\mathcal{W}_p(\\mu, \\nu)$

Inline $x^2$, the macros $\\one_A$ and $\\R$, a reference to {eq}`first`.

$$
\\int f \\dd \\mu = 1
$$ (first)

\\begin{align}
a &= b \\\\
c &= d
\\end{align}

```{code-block} python
print(1)
```

## Where $\\Gamma$ is

Text on grains.
"""
)
OTHER_PAGE = FRONT + "description: The other page.\n---\n# Other\n\nNo maths, about grains.\n"


def settings():
    """The book's _config.yml; nothing is run."""
    text = (ROOT / "_config.yml").read_text("utf-8")
    return re.sub(r"execute_notebooks: \w+", 'execute_notebooks: "off"', text)


def write(folder, pages):
    (folder / "book").mkdir(parents=True, exist_ok=True)
    (folder / "book" / "references.bib").write_text("")
    (folder / "_config.yml").write_text(settings(), "utf-8")
    first, *others = pages
    chapters = "".join(f"\n  - file: book/{name}" for name in others)
    toc = f"format: jb-book\nroot: book/{first}\n" + (f"chapters:{chapters}\n" if others else "")
    (folder / "_toc.yml").write_text(toc)
    for name, text in pages.items():
        (folder / "book" / f"{name}.md").write_text(text, "utf-8")


def build(folder, *options):
    """Build the book in `folder`; returns the site's folder, and what was printed."""
    command = [Path(sys.executable).with_name("jupyter-book"), "build", ".", "-n", "--keep-going", *options]
    environment = os.environ | {"SOURCE_DATE_EPOCH": "1767225600", "NO_COLOR": "1"}
    done = subprocess.run(
        command, cwd=folder, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    return folder / "_build" / "html", re.sub(r"\x1b\[[\d;]*m", "", done.stdout)


def contents(site):
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }
