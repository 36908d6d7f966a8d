"""Power (Laguerre) cells of weighted sites in a box, by clipping with half-planes."""

import math

import numpy as np

WALL = -1


def power_cells(sites, weights, box):
    """The parts of the box where ``|x - site_j|**2 - weight_j`` is least.

    Parameters
    ----------
    sites : ndarray, shape (n, 2)
    weights : ndarray, shape (n,)
    box : ndarray, shape (2, 2)
        Rows (low, high) of either coordinate.

    Returns
    -------
    cells : list of ndarray, shapes (k_j, 2)
        Convex polygons, counterclockwise; without rows where a cell is empty.
    neighbours : list of ndarray of int, shapes (k_j,)
        Site behind the edge from each vertex to the next, -1 for a wall of the box.
    """
    outlines = [_cell(j, sites, weights, box) for j in range(len(sites))]
    cells = [np.array([corner[:2] for corner in outline]).reshape(-1, 2) for outline in outlines]
    cells = [cell + site for cell, site in zip(cells, sites, strict=True)]
    return cells, [np.array([corner[2] for corner in outline], dtype=int) for outline in outlines]


def _cell(j, sites, weights, box):
    """Corners (x, y, neighbour) about site j.

    The bisectors come in the order of their distance from the site; once that exceeds the reach of the
    polygon, no later one can cut it.
    """
    to_others = sites - sites[j]
    length = np.hypot(*to_others.T)
    length[j] = 1
    distance = (length + (weights[j] - weights) / length) / 2
    distance[j] = np.inf
    (left, right), (bottom, top) = box - sites[j][:, None]
    outline = [(left, bottom, WALL), (right, bottom, WALL), (right, top, WALL), (left, top, WALL)]
    reach = _reach(outline)
    normals = to_others / length[:, None]
    for k in np.argsort(distance).tolist():
        if distance[k] >= reach:
            break
        clipped = _clipped(outline, *normals[k].tolist(), float(distance[k]), k)
        if clipped is not outline:
            outline, reach = clipped, _reach(clipped)
    return outline


def _reach(outline):
    """Largest distance of a corner from the site; -inf for an empty cell, so that nothing cuts it."""
    return max((math.hypot(x, y) for x, y, _ in outline), default=-math.inf)


def _clipped(outline, a, b, distance, label):
    """The part of a convex polygon where ``a x + b y <= distance``; the new edge gets the label."""
    heights = [a * x + b * y - distance for x, y, _ in outline]
    if max(heights) <= 0:
        return outline
    kept = []
    for i, (x, y, edge) in enumerate(outline):
        here, there = heights[i - 1], heights[i]
        if (here < 0 < there) or (there < 0 < here):
            kept.append(_crossing(outline[i - 1], outline[i], here / (here - there), there > 0, label))
        if there < 0:
            kept.append((x, y, edge))
        elif there == 0:
            leaves = heights[(i + 1) % len(outline)] > 0
            kept.append((x, y, label if leaves else edge))
    return kept if min(heights) < 0 else []


def _crossing(start, end, share, leaves, label):
    x, y = (s + share * (e - s) for s, e in zip(start[:2], end[:2], strict=True))
    return x, y, label if leaves else start[2]
