"""Ratio of the browser's solvers to POT and SciPy, measured in one run on the same problems.

Run ``python bench/solvers.py [n ...]``. Times are medians in milliseconds; a ratio below 1 means that
JavaScript is faster. POT and SciPy have no warm start, so a warm time is compared with their only one.
"""

import json
import shutil
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import ot
from scipy.optimize import linear_sum_assignment
from scipy.spatial.distance import cdist

SCRIPT = Path(__file__).with_suffix(".mjs")
BUDGET = 0.4
GOALS = "Goals at n = 64: cold at most 1.5, warm at most 0.3 times ot.emd."


def javascript(sizes):
    """What bench/solvers.mjs measured: per size its problems and times."""
    command = [shutil.which("node") or "node", SCRIPT, *map(str, sizes)]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def median(work, inputs):
    """Median milliseconds of ``work(*inputs[k])``, in turn over the inputs for a fixed time."""
    times = []
    end = time.perf_counter() + BUDGET
    while time.perf_counter() < end or len(times) < 20:
        arguments = inputs[len(times) % len(inputs)]
        start = time.perf_counter()
        work(*arguments)
        times.append(time.perf_counter() - start)
    return 1000 * float(np.median(times[len(times) // 4 :]))


def native(size):
    """Times of POT and SciPy on the same problems."""
    n, p = size["n"], size["p"]
    problems = size["problems"]
    costs = [cdist(problem["x"], problem["y"]) ** p for problem in problems]
    equal = np.full(n, 1 / n)
    weights = [(np.array(problem["a"]), np.array(problem["b"])) for problem in problems]
    return {
        "equal": median(ot.emd, [(equal, equal, cost) for cost in costs]),
        "weighted": median(ot.emd, [(a, b, cost) for (a, b), cost in zip(weights, costs, strict=True)]),
        "scipy": median(linear_sum_assignment, [(cost,) for cost in costs]),
    }


def rows(sizes):
    """One dictionary per size: times of all solvers, and the ratios to `ot.emd`."""
    for size in javascript(sizes):
        times = native(size)
        reference = {"assignment": times["equal"], "figure": times["equal"], "transport": times["weighted"]}
        ratios = {
            f"{task} {start}": size[start][task] / reference[task]
            for task in reference
            for start in ("cold", "warm")
        }
        yield {"n": size["n"], "cold": size["cold"], "warm": size["warm"], "native": times, "ratios": ratios}


def main(sizes):
    """Print one table of times and one of ratios."""
    table = list(rows(sizes))
    tasks = ("assignment", "figure", "transport")
    print("milliseconds (median); figure = solveMonge with costs and certificate, equal weights")
    print(f"{'n':>4} {'ot.emd':>9} {'weighted':>9} {'scipy':>9}", end="")
    print("".join(f"{f'{task} {start}':>17}" for task in tasks for start in ("cold", "warm")))
    for row in table:
        print(f"{row['n']:4} " + " ".join(f"{row['native'][key]:9.3f}" for key in row["native"]), end="")
        print("".join(f"{row[start][task]:17.4f}" for task in tasks for start in ("cold", "warm")))
    print("\nratio to ot.emd on the same weights")
    print(f"{'n':>4} " + "".join(f"{name:>17}" for name in table[0]["ratios"]))
    for row in table:
        print(f"{row['n']:4} " + "".join(f"{ratio:17.3f}" for ratio in row["ratios"].values()))
    print(GOALS)


if __name__ == "__main__":
    main([int(n) for n in sys.argv[1:]])
