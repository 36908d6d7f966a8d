/**
 * The assignment problem: which permutation of n columns makes the sum of the chosen costs least?
 *
 * Shortest augmenting paths with dual potentials, after R. Jonker and A. Volgenant, "A shortest augmenting
 * path algorithm for dense and sparse linear assignment problems", Computing 38 (1987) 325-340; D. F. Crouse,
 * "On implementing 2D rectangular assignment algorithms", IEEE Trans. Aerosp. Electron. Syst. 52 (2016).
 */
import { checkCount, checkFinite } from "./validation.js";

/** Solver of n x n problems that remembers its last solution and can start from it. */
export class Assignment {
  /**
   * @param {number} n number of rows and of columns
   * @throws {RangeError} unless n is a whole number of at least 1
   */
  constructor(n) {
    checkCount("assignment", "n", n);
    this.n = n;
    /** Potential of the rows: f_i + g_j <= c_ij with equality on matched pairs and mean g = 0, units of cost. */
    this.f = new Float64Array(n);
    /** Potential of the columns. */
    this.g = new Float64Array(n);
    /** columnOf[i]: the column that row i is matched with; -1 while it has none. */
    this.columnOf = new Int32Array(n).fill(-1);
    /** rowOf[j]: the row that column j is matched with; -1 while it has none. */
    this.rowOf = new Int32Array(n).fill(-1);
    this.distance = new Float64Array(n);
    this.previousRow = new Int32Array(n);
    this.columns = new Int32Array(n);
    this.scannedRows = new Int32Array(n);
    this.rowDistance = new Float64Array(n);
  }

  /**
   * Solves from nothing.
   *
   * @param {ArrayLike<number>} cost n * n, row-major
   * @returns {Assignment} this, with columnOf, rowOf, f, g
   * @throws {TypeError|RangeError} if cost is not n * n finite numbers
   */
  solve(cost) {
    checkFinite("assignment", "cost", cost, this.n * this.n);
    this.columnOf.fill(-1);
    this.rowOf.fill(-1);
    this.reduceColumns(cost);
    this.matchGreedily(cost);
    return this.matchTheRest(cost);
  }

  /**
   * Solves again after some rows and columns of the cost changed; all others must be as in the last solve.
   *
   * @param {ArrayLike<number>} cost n * n, row-major
   * @param {ArrayLike<number>} changedRows indices
   * @param {ArrayLike<number>} changedColumns indices
   * @returns {Assignment} this
   * @throws {TypeError|RangeError} if cost is not n * n finite numbers
   */
  resolve(cost, changedRows, changedColumns) {
    const neverSolved = this.columnOf[0] < 0;
    if (neverSolved || changedRows.length === this.n) return this.solve(cost);
    checkFinite("assignment", "cost", cost, this.n * this.n);
    for (const i of changedRows) this.unmatch(i, this.columnOf[i]);
    for (const j of changedColumns) {
      this.unmatch(this.rowOf[j], j);
      this.fitColumn(cost, j);
    }
    for (const i of changedRows) this.fitRow(cost, i);
    return this.matchTheRest(cost);
  }

  /** Frees a matched pair; does nothing if either is -1. */
  unmatch(row, column) {
    if (row < 0 || column < 0) return;
    this.columnOf[row] = -1;
    this.rowOf[column] = -1;
  }

  /** g_j = min_i (c_ij - f_i). */
  fitColumn(cost, column) {
    const { n, f } = this;
    let least = Infinity;
    for (let i = 0; i < n; i++) {
      const slack = cost[i * n + column] - f[i];
      if (slack < least) least = slack;
    }
    this.g[column] = least;
  }

  /** f_i = min_j (c_ij - g_j); returns the column of the minimum, a free one if there is a tie. */
  fitRow(cost, row) {
    const { n, g, rowOf } = this;
    let least = Infinity;
    let nearest = -1;
    for (let j = 0, at = row * n; j < n; j++, at++) {
      const slack = cost[at] - g[j];
      if (slack < least || (slack === least && rowOf[nearest] >= 0 && rowOf[j] < 0)) {
        least = slack;
        nearest = j;
      }
    }
    this.f[row] = least;
    return nearest;
  }

  reduceColumns(cost) {
    const { n, g } = this;
    g.fill(Infinity);
    for (let i = 0, at = 0; i < n; i++) {
      for (let j = 0; j < n; j++, at++) if (cost[at] < g[j]) g[j] = cost[at];
    }
  }

  matchGreedily(cost) {
    for (let i = 0; i < this.n; i++) {
      const nearest = this.fitRow(cost, i);
      if (this.rowOf[nearest] >= 0) continue;
      this.rowOf[nearest] = i;
      this.columnOf[i] = nearest;
    }
  }

  matchTheRest(cost) {
    for (let i = 0; i < this.n; i++) if (this.columnOf[i] < 0) this.augment(cost, i);
    this.centrePotentials();
    return this;
  }

  /** Without this the constant that f gains and g loses would grow from one resolve to the next. */
  centrePotentials() {
    const { n, f, g } = this;
    let shift = 0;
    for (let j = 0; j < n; j++) shift += g[j] / n;
    for (let j = 0; j < n; j++) {
      f[j] += shift;
      g[j] -= shift;
    }
  }

  /** Matches one more row along a shortest alternating path of reduced costs. */
  augment(cost, start) {
    const path = this.shortestPath(cost, start);
    this.raisePotentials(path);
    this.flipPath(start, path.sink);
  }

  /**
   * Dijkstra from a free row to the nearest free column. Scanned columns are moved to the front of `columns`.
   * The reached length never decreases, even where rounding makes a reduced cost slightly negative.
   */
  shortestPath(cost, start) {
    const { n, f, g, rowOf, distance, previousRow, columns, scannedRows, rowDistance } = this;
    for (let j = 0; j < n; j++) columns[j] = j;
    distance.fill(Infinity);
    let reached = 0;
    let row = start;
    for (let scanned = 0; ; ) {
      scannedRows[scanned] = row;
      rowDistance[scanned] = reached;
      const base = row * n;
      const offset = reached - f[row];
      let shortest = Infinity;
      let place = -1;
      for (let k = scanned; k < n; k++) {
        const j = columns[k];
        const through = cost[base + j] - g[j] + offset;
        if (through < distance[j]) {
          distance[j] = through;
          previousRow[j] = row;
        }
        const d = distance[j];
        if (d < shortest || (d === shortest && rowOf[j] < 0)) {
          shortest = d;
          place = k;
        }
      }
      const column = columns[place];
      columns[place] = columns[scanned];
      columns[scanned++] = column;
      reached = Math.max(reached, shortest);
      if (rowOf[column] < 0) return { sink: column, length: reached, scanned };
      row = rowOf[column];
    }
  }

  raisePotentials({ length, scanned }) {
    const { f, g, distance, columns, scannedRows, rowDistance } = this;
    for (let k = 0; k < scanned; k++) {
      f[scannedRows[k]] += length - rowDistance[k];
      g[columns[k]] -= length - distance[columns[k]];
    }
  }

  flipPath(start, sink) {
    const { columnOf, rowOf, previousRow } = this;
    for (let column = sink, row = -1; row !== start; ) {
      row = previousRow[column];
      const next = columnOf[row];
      rowOf[column] = row;
      columnOf[row] = column;
      column = next;
    }
  }
}
