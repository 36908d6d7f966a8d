"""Ratio of the browser's solvers to POT and SciPy, measured in one run on the same problems.

Run ``python -m bench.solvers [n ...]``. Times are medians in milliseconds; a ratio below 1 means that
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

from ot_notebook import benchmark

SCRIPT = Path(__file__).with_suffix(".mjs")
BUDGET = 0.4
SIZES = (8, 16, 32, 64, 128, 256)


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


def figures(times, digits=4):
    """The times at some significant digits."""
    return {name: float(f"{time:.{digits}g}") for name, time in times.items()}


def measure(sizes):
    """One dictionary for each size: times of the browser's solvers, cold and warm, and of the native ones."""
    for size in javascript(sizes):
        times = {"cold": size["cold"], "warm": size["warm"], "native": native(size)}
        yield {"n": size["n"], **{name: figures(row) for name, row in times.items()}}


def main(sizes=SIZES):
    """Print one table of times and one of ratios; returns the rows."""
    rows = list(measure(sizes))
    columns = [(task, start) for task in benchmark.TASKS for start in benchmark.STARTS]
    heads = "".join(f"{f'{task} {start}':>17}" for task, start in columns)
    print("milliseconds (median); figure = solveMonge with costs and certificate, equal weights")
    print(f"{'n':>4} {'ot.emd':>9} {'weighted':>9} {'scipy':>9}{heads}")
    for row in rows:
        print(f"{row['n']:4} " + " ".join(f"{time:9.3f}" for time in row["native"].values()), end="")
        print("".join(f"{row[start][task]:17.4f}" for task, start in columns))
    print(f"\nratio to ot.emd on the same weights\n{'n':>4} {'':29}{heads}")
    for row in rows:
        print(
            f"{row['n']:4} {'':29}" + "".join(f"{benchmark.ratio(row, *column):17.3f}" for column in columns)
        )
    goals = ", ".join(f"{start} at most {goal}" for start, goal in benchmark.GOALS.items())
    print(f"Goals at n = {benchmark.GOAL_SIZE}: {goals} times ot.emd.")
    return rows


if __name__ == "__main__":
    main([int(n) for n in sys.argv[1:]] or SIZES)
