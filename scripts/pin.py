"""Pin what requirements*.in ask for, with all that it needs, at the versions installed in this environment.

usage: python scripts/pin.py     (after: pip install -r requirements.in -r requirements-dev.in)
"""

from importlib.metadata import distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent


def wanted(path):
    lines = (line.partition("#")[0].strip() for line in path.read_text().splitlines())
    return [Requirement(line) for line in lines if line]


def closure(requirements):
    """Canonical name -> (name, version) of the requirements and of everything that they need here."""
    found, queue = {}, list(requirements)
    while queue:
        requirement = queue.pop()
        key = (canonicalize_name(requirement.name), frozenset(requirement.extras))
        if key in found:
            continue
        dist = distribution(requirement.name)
        found[key] = (dist.metadata["Name"], dist.version)
        for text in dist.requires or ():
            need = Requirement(text)
            extras = requirement.extras or {""}
            if not need.marker or any(need.marker.evaluate({"extra": extra}) for extra in extras):
                queue.append(need)
    return {name: pin for (name, _), pin in found.items()}


def write(path, pins, head=""):
    lines = (f"{name}=={version}\n" for _, (name, version) in sorted(pins.items()))
    path.write_text(head + "".join(lines))


def main():
    book = closure(wanted(ROOT / "requirements.in"))
    dev = closure(wanted(ROOT / "requirements-dev.in"))
    write(ROOT / "requirements.txt", book)
    write(
        ROOT / "requirements-dev.txt",
        {name: pin for name, pin in dev.items() if name not in book},
        "-r requirements.txt\n",
    )


if __name__ == "__main__":
    main()
