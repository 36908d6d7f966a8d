"""``python -m bench [--quick]``: what the page `performance` shows, measured on this machine.

The solvers against the field's libraries, from input to painted frame, and the same through a kernel. The
whole run is written where the page reads it; a quick one only prints.
"""

import json
import sys

from bench import frames, kernel, machine, python_solvers, solvers
from ot_notebook import benchmark


def measure(quick):
    """All that is measured, as plain JSON, printed as it comes."""
    here = machine.describe()
    rows = {"solvers": solvers.main((8, 64) if quick else solvers.SIZES)}
    print()
    python_solvers.main((64,) if quick else python_solvers.SIZES)
    print()
    rows["frames"] = frames.main(frames.QUICK_MOVES if quick else frames.MOVES)
    print()
    rows["kernel"] = kernel.main(kernel.QUICK_KEYS if quick else kernel.KEYS)
    return {"machine": here, **rows}


quick = "--quick" in sys.argv
measured = measure(quick)
if not quick:
    benchmark.RESULTS.write_text(json.dumps(measured, indent=1) + "\n")
    print(f"\n{benchmark.RESULTS.name} is written; make html puts it on the page `performance`")
