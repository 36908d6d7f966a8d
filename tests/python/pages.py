"""The rules of the book's pages: each takes a page and lists what breaks it."""

import ast
import re
from dataclasses import dataclass, field
from functools import cached_property
from importlib import import_module
from pathlib import Path

import jupytext
import yaml
from pybtex.database import parse_file

BOOK = Path(__file__).parents[2] / "book"
UNNUMBERED = ("index", "notation", "about", "performance")
LONGEST_VISIBLE_CELL = 12
WIDEST_VISIBLE_LINE = 84
FOLDED = {"hide-input", "hide-cell", "remove-input", "remove-cell"}
ABBREVIATIONS = r"(?<!\be\.g)(?<!\bi\.e)(?<!\bcf)(?<!\bvs)(?<!\betc)(?<!\b[A-Z])"
CITATION = re.compile(r"\{cite(?::\w+)?\}`([^`]+)`")
FENCE = re.compile(r"^\s*(`{3,}|:{3,})")


@dataclass
class Page:
    """A page as its author wrote it."""

    name: str
    text: str
    path: Path = field(default=BOOK / "page.md")

    @classmethod
    def read(cls, path):
        return cls(path.stem, path.read_text(encoding="utf-8"), path)

    @cached_property
    def front(self):
        return yaml.safe_load(self.text.split("---\n")[1])

    @cached_property
    def cells(self):
        return jupytext.reads(self.text, fmt="md:myst").cells

    @property
    def code(self):
        return [cell for cell in self.cells if cell.cell_type == "code"]

    @cached_property
    def markdown(self):
        return "\n\n".join(cell.source for cell in self.cells if cell.cell_type == "markdown")

    @cached_property
    def labels(self):
        patterns = (r"^\(([\w-]+)\)=$", r"^:(?:label|name): *([\w-]+)$", r"^\$\$ \(([\w-]+)\)$")
        found = [label for pattern in patterns for label in re.findall(pattern, self.markdown, re.M)]
        return found + [figure["name"] for _, figure, _ in stills(self) if figure.get("name")]

    @property
    def citations(self):
        return {key.strip() for group in CITATION.findall(self.text) for key in group.split(",")}


def read_book():
    toc = yaml.safe_load((BOOK.parent / "_toc.yml").read_text(encoding="utf-8"))
    files = [toc["root"]] + [chapter["file"] for part in toc["parts"] for chapter in part["chapters"]]
    return [Page.read(BOOK.parent / f"{name}.md") for name in files]


def stills(page):
    """Code cells that end in a drawing of `ot_notebook.figures`: (call, figure options, text alternative)."""
    modules = {}
    for cell in page.code:
        tree = ast.parse(cell.source)
        for node in tree.body:
            if isinstance(node, ast.ImportFrom) and node.module == "ot_notebook.figures":
                modules |= {
                    alias.name: import_module(f"ot_notebook.figures.{alias.name}") for alias in node.names
                }
        options = cell.metadata.get("mystnb", {})
        if "figure" in options or _draws(tree, modules):
            call = ast.unparse(tree.body[-1])
            alt = options.get("image", {}).get("alt") or getattr(eval(call, dict(modules)), "alt", None)
            yield call, options.get("figure", {}), alt


def _draws(tree, modules):
    last = tree.body[-1] if tree.body else None
    call = last.value if isinstance(last, ast.Expr) else None
    target = call.func.value if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) else None
    return isinstance(target, ast.Name) and target.id in modules


def prose(page):
    """Paragraphs as lists of source lines, without code, displays, headings, quotations and options."""
    displays = r"^\$\$.*?^\$\$.*?$|^```(?:\w+)?\n.*?^```$"
    lines = re.sub(displays, "", page.markdown, flags=re.M | re.S).splitlines()
    paragraph, options = [], False
    for line in [*lines, ""]:
        text = line.strip()
        if text == "---":
            options = not options
        skipped = options or text in ("", "---", "+++") or re.match(r":[\w-]+:|#|>|\||\(.*\)=$|%", text)
        starts = re.match(r"[-*] |\d+\. ", text)
        if paragraph and (skipped or starts or FENCE.match(line)):
            yield paragraph
            paragraph = []
        if not skipped and not FENCE.match(line):
            paragraph.append(text[starts.end() :] if starts else text)


def bare(line):
    """A line of prose without inline maths, code, roles and link targets."""
    line = re.sub(r"\$[^$]+\$|\{[\w:]+\}`[^`]+`|`[^`]+`", "Q", line)
    return re.sub(r"\]\([^)]*\)", "]", line)


def front_matter(page, book):
    kernel = page.front.get("kernelspec", {})
    missing = [f"kernelspec.{key}" for key in ("name", "display_name", "language") if not kernel.get(key)]
    wanted = {"description": str, "lead": str}
    if page.name not in UNNUMBERED:
        wanted |= {"section": int, "minutes": int, "needs": str}
    missing += [key for key, kind in wanted.items() if not isinstance(page.front.get(key), kind)]
    if page.front.get("description", "").startswith("To be written"):
        missing.append("description")
    return [f"front matter lacks {key}" for key in missing]


def imports_first(page, book):
    if not page.code:
        return []
    body = ast.parse(page.code[0].source).body
    other = [node for node in body if not isinstance(node, ast.Import | ast.ImportFrom)]
    return [f"first code cell, line {node.lineno}: not an import" for node in other]


def short_cells(page, book):
    visible = [cell for cell in page.code if not FOLDED & set(cell.metadata.get("tags", []))]
    lengths = [(len(cell.source.splitlines()), cell.source.splitlines()[0]) for cell in visible]
    return [
        f"visible cell of {length} lines: {first}"
        for length, first in lengths
        if length > LONGEST_VISIBLE_CELL
    ]


def narrow_cells(page, book):
    """The column holds about 74 characters; a few more scroll."""
    visible = [cell for cell in page.code if not FOLDED & set(cell.metadata.get("tags", []))]
    lines = [line for cell in visible for line in cell.source.splitlines()]
    return [f"wide line: {line}" for line in lines if len(line) > WIDEST_VISIBLE_LINE]


def described_figures(page, book):
    faults = []
    for call, figure, alt in stills(page):
        given = {"caption": figure.get("caption"), "name": figure.get("name"), "alt": alt}
        faults += [f"{call}: no {key}" for key, text in given.items() if not text]
    for start in re.finditer(r"^(`{3,}|:{3,})\{(figure|image)\}(.*?)^\1", page.markdown, re.M | re.S):
        faults += [f"{start[2]}: no {key}" for key in ("alt", "name") if f":{key}:" not in start[3]]
    return faults + [f"image without alt: {image}" for image in re.findall(r"!\[\]\([^)]*\)", page.markdown)]


def known_citations(page, book):
    keys = parse_file(BOOK / "references.bib").entries.keys()
    return [f"no source {key!r} in references.bib" for key in sorted(page.citations - set(keys))]


def one_sentence_a_line(page, book):
    faults = []
    for paragraph in prose(page):
        for i, line in enumerate(paragraph):
            if re.search(ABBREVIATIONS + r"[.?!][)*_”\"]* +[A-Z“\[*]", bare(line)):
                faults.append(f"two sentences: {line}")
            if i < len(paragraph) - 1 and not re.search(r"[.?!:][)*_”\"]*$", line):
                faults.append(f"sentence goes on: {line}")
    return faults


def links(page, book):
    labels = {label for other in book for label in other.labels}
    faults = []
    for target in re.findall(r"\]\(([^)\s]+)\)", page.markdown):
        path, _, anchor = target.partition("#")
        if re.match(r"\w+:", target):
            continue
        if path and not (page.path.parent / path).exists():
            faults.append(f"no file {path}")
        if not path and anchor not in labels:
            faults.append(f"no label {anchor}")
    roles = re.findall(r"\{(?:prf:ref|ref|eq|numref)\}`(?:[^`<]*<)?([\w-]+)>?`", page.text)
    return faults + [f"no label {label}" for label in roles if label not in labels]


def labels_once(page, book):
    everywhere = [label for other in book for label in other.labels]
    return [f"label {label} repeated" for label in page.labels if everywhere.count(label) > 1]


def answered_exercises(page, book):
    exercises = re.findall(r"\{exercise\}.*\n:label: ([\w-]+)", page.text)
    solutions = re.findall(r"\{solution\} ([\w-]+)", page.text)
    hints = len(re.findall(r"\{admonition\} Hint\n:class: hint dropdown", page.text))
    faults = [f"no solution of {label}" for label in exercises if label not in solutions]
    return faults + ([f"{hints} hints for {len(exercises)} exercises"] if hints != len(exercises) else [])


def british(page, book):
    titles = (
        "Image and color transfer|Entropic regularization|Entropically regularized OT|"
        "Geometry meets optimization"
    )
    text = re.sub(titles, "", page.markdown)
    words = re.findall(r"\b\w+i[sz]?z(?:e|es|ed|er|ing|ation)\b|\b\w*color\w*\b|\bcenters?\b", text)
    return [f"not British: {word}" for word in words if not re.fullmatch(r"(re)?sized?|sizes|prizes?", word)]


RULES = (
    front_matter,
    imports_first,
    short_cells,
    narrow_cells,
    described_figures,
    known_citations,
    one_sentence_a_line,
    links,
    labels_once,
    answered_exercises,
    british,
)
