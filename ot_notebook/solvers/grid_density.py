"""Exact integrals of a piecewise-constant density over polygons and along segments."""

import numpy as np

GAUSS = (0.5 - 0.5 / np.sqrt(3), 0.5 + 0.5 / np.sqrt(3))


class GridDensity:
    """A density, constant on the cells of a grid over a box.

    By Green's theorem an integral over a polygon is one along its edges, of the integral in x from the left
    wall. Cut at the lines of the grid, that is a cubic polynomial on each piece, for which two Gauss nodes
    are exact.

    Parameters
    ----------
    values : ndarray, shape (n, m)
        Mass per area; axis 0 along x, axis 1 along y.
    box : ndarray, shape (2, 2)
        Rows (low, high) of either coordinate.
    """

    def __init__(self, values, box):
        self.values = values
        self.box = box
        self.lines = [np.linspace(*side, n + 1) for side, n in zip(box, values.shape, strict=True)]
        self._from_wall = [
            np.vstack([np.zeros(values.shape[1]), np.cumsum(values * step[:, None], axis=0)])
            for step in (np.diff(self.lines[0] ** k) / k for k in (1, 2, 3))
        ]

    def moments(self, starts, ends, owners, count):
        """Mass, first moments and second moment about the origin of each polygon.

        Parameters
        ----------
        starts, ends : ndarray, shape (edges, 2)
            Edges of all polygons, counterclockwise.
        owners : ndarray of int, shape (edges,)
            Polygon of each edge.
        count : int
            Number of polygons.

        Returns
        -------
        ndarray, shape (4, count)
            Integrals of 1, x, y and ``x**2 + y**2`` times the density.
        """
        edge, low, high = self._pieces(starts, ends)
        start, step = starts[edge], (ends - starts)[edge]
        column, row = self._indices(start + step * ((low + high) / 2)[:, None])
        total = np.zeros((4, len(edge)))
        for node in GAUSS:
            x, y = (start + step * (low + node * (high - low))[:, None]).T
            whole, first, second = (self._integral_in_x(k, x, column, row) for k in (1, 2, 3))
            total += np.array([whole, first, y * whole, second + y**2 * whole])
        total *= step[:, 1] * (high - low) / 2
        return np.array([np.bincount(owners[edge], part, minlength=count) for part in total])

    def along(self, starts, ends):
        """Integral of the density along each segment, shape (segments,)."""
        edge, low, high = self._pieces(starts, ends)
        step = (ends - starts)[edge]
        column, row = self._indices(starts[edge] + step * ((low + high) / 2)[:, None])
        mass = self.values[column, row] * (high - low) * np.hypot(*step.T)
        return np.bincount(edge, mass, minlength=len(starts))

    def _integral_in_x(self, k, x, column, row):
        """Integral of ``x**(k - 1)`` times the density from the left wall to x, in a row of the grid."""
        rest = (x**k - self.lines[0][column] ** k) / k
        return self._from_wall[k - 1][column, row] + self.values[column, row] * rest

    def _pieces(self, starts, ends):
        """Segments cut at the lines of the grid: index of the segment, and range of its parameter."""
        cuts = [np.zeros((len(starts), 1)), np.ones((len(starts), 1))]
        for axis, lines in enumerate(self.lines):
            start, step = starts[:, [axis]], (ends - starts)[:, [axis]]
            offset = lines[1:-1] - start
            crossing = np.divide(offset, step, out=np.zeros_like(offset), where=step != 0)
            cuts.append(np.clip(crossing, 0, 1))
        cuts = np.sort(np.hstack(cuts), axis=1)
        edge, place = np.nonzero(np.diff(cuts, axis=1))
        return edge, cuts[edge, place], cuts[edge, place + 1]

    def _indices(self, points):
        """Column and row of the grid cell of each point."""
        (left, bottom), size = self.box[:, 0], np.diff(self.box)[:, 0] / self.values.shape
        cells = np.floor((points - [left, bottom]) / size).astype(int)
        return np.clip(cells, 0, np.array(self.values.shape) - 1).T
