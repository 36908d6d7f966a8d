/**
 * Network simplex for the transportation problem with whole-number weights.
 *
 * The basis is a spanning tree, and whole-number weights keep all flows exact. The tree is kept strongly feasible
 * (every arc without flow points to the root), which rules out cycling: W. H. Cunningham, "A network simplex method",
 * Mathematical Programming 11 (1976) 105-116; R. K. Ahuja, T. L. Magnanti, J. B. Orlin, "Network Flows" (1993),
 * section 11.5.
 */
import { SpanningTree } from "./spanningtree.js";
import { checkCount } from "./validation.js";

/** Reduced costs within this part of their terms count as zero. */
const ROUNDING = 8 * Number.EPSILON;
/** Potentials are recomputed at most so often; two passes are the rule, more only settle rounding. */
const PASSES = 50;

/** Solver of n x m problems that remembers its basis and can start from it. */
export class NetworkSimplex extends SpanningTree {
  /**
   * @param {number} n number of sources
   * @param {number} m number of targets
   * @throws {RangeError} unless both are whole numbers of at least 1
   */
  constructor(n, m) {
    checkCount("transport", "n", n);
    checkCount("transport", "m", m);
    super(n, m);
    /** Pivots made by the last solve, and how many it may make. */
    this.pivots = 0;
    this.limit = 1000 + 20 * (n + m) ** 2;
    /** Column and reduced cost that the last look at a row found. */
    this.column = -1;
    this.reduced = 0;
    /** Called before each pivot with the source and the target to enter, and the node whose arc upwards leaves. */
    this.onPivot = null;
  }

  /**
   * Solves from nothing.
   *
   * @param {ArrayLike<number>} supply n positive whole numbers
   * @param {ArrayLike<number>} demand m positive whole numbers of the same sum, at most 2^53
   * @param {ArrayLike<number>} cost n * m finite numbers, row-major
   * @param {{start?: "greedy"|"north-west", pricing?: "rows"|"least"}} [rules] first tree, and which pair enters:
   *   the least reduced cost of the next row that has a negative one, or the least of all (Dantzig's rule)
   * @returns {NetworkSimplex} this, with an optimal tree
   * @throws {Error} if the pivot limit is reached
   */
  solve(supply, demand, cost, { start = "greedy", pricing = "rows" } = {}) {
    this.begin(supply, demand, cost, start);
    return this.resolve(cost, pricing);
  }

  /** Plants the first tree, for arguments as of solve; resolve goes on from it. */
  begin(supply, demand, cost, start) {
    if (start === "greedy") this.startGreedily(supply, demand, cost);
    else this.startNorthWest(supply, demand);
    this.refreshPotentials(cost);
  }

  /** Pivots on the pair of a source and a target if its reduced cost is negative beyond rounding; else false. */
  enter(cost, source, target) {
    const { n, m, potential } = this, c = cost[source * m + target];
    const reduced = c - potential[source] - potential[n + target];
    if (!this.saves(source, target, c, reduced)) return false;
    this.pivot(source, n + target, reduced);
    return true;
  }

  /**
   * Solves for another cost with the weights of the last solve: the old tree stays feasible.
   *
   * @param {ArrayLike<number>} cost n * m finite numbers, row-major
   * @param {"rows"|"least"} [pricing] as for solve
   * @returns {NetworkSimplex} this
   * @throws {Error} if nothing was solved before, or the pivot limit is reached
   */
  resolve(cost, pricing = "rows") {
    if (this.root < 0) throw new Error("transport: resolve needs an earlier solve");
    this.pivots = 0;
    for (let pass = 0; pass < PASSES; pass++) {
      this.refreshPotentials(cost);
      const pivots = pricing === "rows" ? this.pivotByRows(cost) : this.pivotOnLeast(cost);
      if (pivots === 0) return this;
    }
    return this;
  }

  /** First tree: each row ships to its cheapest open columns. */
  startGreedily(supply, demand, cost) {
    const open = Int32Array.from(demand, (_, j) => j);
    this.plantTree(supply, demand, open, (row, left) => cheapestPlace(cost, row * this.m, open, left));
  }

  /** First tree: each row ships to the open columns in their order. */
  startNorthWest(supply, demand) {
    const last = this.m - 1;
    this.plantTree(supply, demand, Int32Array.from(demand, (_, j) => last - j), (_, left) => left - 1);
  }

  /**
   * Row by row, ships to the open column at the chosen place and hangs whichever of the two is used up under the
   * other. When both are, the column hangs and the row stays open, so that arcs without flow point to the root:
   * the tree is strongly feasible.
   */
  plantTree(supply, demand, open, choose) {
    const { n, m } = this;
    const unmet = Float64Array.from(demand);
    this.firstChild.fill(-1);
    for (let row = 0, left = m; row < n; row++) {
      let unsent = supply[row];
      let place = choose(row, left);
      for (; left > 1 && unmet[open[place]] <= unsent; place = choose(row, left)) {
        const column = open[place];
        this.hang(n + column, row, unmet[column]);
        unsent -= unmet[column];
        open[place] = open[--left];
      }
      this.hang(row, n + open[place], unsent);
      unmet[open[place]] -= unsent;
    }
    this.plantRoot(n + open[0]);
  }

  /** Goes round the rows, pivoting on the most negative reduced cost of each, until no row has one. */
  pivotByRows(cost) {
    const { n } = this;
    const before = this.pivots;
    for (let row = 0, idle = 0; idle < n; row = row + 1 === n ? 0 : row + 1) {
      idle++;
      if (!this.priceRow(cost, row)) continue;
      this.pivot(row, n + this.column, this.reduced);
      idle = 0;
    }
    return this.pivots - before;
  }

  /** Pivots on the most negative reduced cost of all until there is none. */
  pivotOnLeast(cost) {
    const { n } = this;
    const before = this.pivots;
    for (;;) {
      const best = { reduced: 0, row: -1, column: -1 };
      for (let row = 0; row < n; row++) {
        if (this.priceRow(cost, row) && this.reduced < best.reduced) {
          Object.assign(best, { reduced: this.reduced, row, column: this.column });
        }
      }
      if (best.row < 0) return this.pivots - before;
      this.pivot(best.row, n + best.column, best.reduced);
    }
  }

  /**
   * Sets `column` and `reduced` to the most negative reduced cost of a row; false if none is beyond rounding. If that
   * is an arc of the tree, whose reduced cost is 0, the potentials have drifted by more than all the row offers.
   */
  priceRow(cost, row) {
    const { n, m, potential } = this;
    const f = potential[row];
    let least = 0;
    let column = -1;
    for (let j = 0, at = row * m; j < m; j++, at++) {
      const reduced = cost[at] - f - potential[n + j];
      if (reduced < least) {
        least = reduced;
        column = j;
      }
    }
    if (column < 0) return false;
    this.column = column;
    this.reduced = least;
    return this.saves(row, column, cost[row * m + column], least);
  }

  /** Whether a reduced cost is negative beyond rounding, and no arc of the tree. */
  saves(row, column, c, reduced) {
    const { n, potential } = this;
    const size = Math.abs(c) + Math.abs(potential[row]) + Math.abs(potential[n + column]);
    return reduced < -ROUNDING * size && !this.joins(row, n + column);
  }

  /** Brings the arc source -> target into the tree and drops the arc that it empties. */
  pivot(source, target, reducedCost) {
    const { apex, leaving, onTargetSide } = this.leavingArc(source, target);
    if (this.onPivot !== null) this.onPivot(source, target, leaving);
    if (++this.pivots > this.limit) throw new Error(`transport: no optimum after ${this.limit} pivots`);
    const amount = this.flow[leaving];
    if (amount > 0) this.push(source, target, apex, amount);
    if (onTargetSide) this.rehang(target, source, leaving, amount, reducedCost);
    else this.rehang(source, target, leaving, amount, reducedCost);
  }

  /**
   * Walks from both ends up to the apex of the cycle. Arcs that lose flow are source -> parent on the source's
   * side and parent -> target on the target's side. Among the scarcest, the last one met when the cycle is
   * followed from the apex through the entering arc leaves: this keeps the tree strongly feasible.
   */
  leavingArc(source, target) {
    const { n, parent, depth, flow } = this;
    let a = source;
    let b = target;
    let leaving = -1;
    let least = Infinity;
    let onTargetSide = false;
    while (a !== b) {
      if (depth[a] >= depth[b]) {
        if (a < n && flow[a] < least) {
          least = flow[a];
          leaving = a;
          onTargetSide = false;
        }
        a = parent[a];
      } else {
        if (b >= n && flow[b] <= least) {
          least = flow[b];
          leaving = b;
          onTargetSide = true;
        }
        b = parent[b];
      }
    }
    return { apex: a, leaving, onTargetSide };
  }

  push(source, target, apex, amount) {
    const { n, parent, flow } = this;
    for (let a = source; a !== apex; a = parent[a]) flow[a] += a < n ? -amount : amount;
    for (let b = target; b !== apex; b = parent[b]) flow[b] += b >= n ? -amount : amount;
  }

  /** Cuts the subtree of `leaving`, turns it so that `top` becomes its root, and hangs that under `above`. */
  rehang(top, above, leaving, amount, reducedCost) {
    const { parent, flow } = this;
    const end = parent[leaving];
    let flowToNew = amount;
    for (let node = top, newParent = above; node !== end; ) {
      const oldParent = parent[node];
      const oldFlow = flow[node];
      this.unhang(node);
      this.hang(node, newParent, flowToNew);
      flowToNew = oldFlow;
      newParent = node;
      node = oldParent;
    }
    this.shiftSubtree(top, top < this.n ? reducedCost : -reducedCost);
  }
}

/** Place in `open` of the column that is cheapest for the row whose costs begin at `base`. */
function cheapestPlace(cost, base, open, left) {
  let least = Infinity;
  let place = 0;
  for (let k = 0; k < left; k++) {
    const c = cost[base + open[k]];
    if (c < least) {
      least = c;
      place = k;
    }
  }
  return place;
}
