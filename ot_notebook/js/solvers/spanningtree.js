/**
 * Rooted spanning trees on n sources (nodes 0..n-1) and m targets (nodes n..n+m-1): what a basis of the network
 * simplex method is made of.
 */

/** A tree with the flow on its arcs and the potentials of its nodes. */
export class SpanningTree {
  /**
   * @param {number} n number of sources
   * @param {number} m number of targets
   */
  constructor(n, m) {
    const nodes = n + m;
    this.n = n;
    this.m = m;
    this.parent = new Int32Array(nodes);
    this.depth = new Int32Array(nodes);
    /** Flow on the arc between a node and its parent, in units of the weights. */
    this.flow = new Float64Array(nodes);
    /** f on sources and g on targets: f_i + g_j = c_ij on the tree; 0 at the root. */
    this.potential = new Float64Array(nodes);
    this.firstChild = new Int32Array(nodes);
    this.nextSibling = new Int32Array(nodes);
    this.previousSibling = new Int32Array(nodes);
    this.stack = new Int32Array(nodes);
    this.root = -1;
  }

  /**
   * The plan on the optimal tree that carries real weights, of which the whole numbers were a rounding.
   * Arcs that are empty for the whole numbers stay empty.
   *
   * @param {ArrayLike<number>} a n weights, units of mass
   * @param {ArrayLike<number>} b m weights of the same mass
   * @returns {Array<[number, number, number]>} (source, target, mass) with mass > 0, sorted
   */
  plan(a, b) {
    const { n, parent, flow } = this;
    const surplus = Float64Array.from([...a, ...b], (weight, node) => (node < n ? weight : -weight));
    const triples = [];
    for (const node of this.leavesFirst()) {
      const above = parent[node];
      surplus[above] += surplus[node];
      if (flow[node] === 0) continue;
      if (node < n && surplus[node] > 0) triples.push([node, above - n, surplus[node]]);
      if (node >= n && surplus[node] < 0) triples.push([above, node - n, -surplus[node]]);
    }
    return triples.sort((s, t) => s[0] - t[0] || s[1] - t[1]);
  }

  /** Whether the arc between two nodes is in the tree. */
  joins(source, target) {
    return this.parent[source] === target || this.parent[target] === source;
  }

  /** Source and target of the arc between a node and its parent. */
  edge(node) {
    const { n, parent } = this;
    return node < n ? [node, parent[node] - n] : [parent[node], node - n];
  }

  /**
   * The tree.
   *
   * @returns {Array<[number, number, number]>} (source, target, units of flow) of its n + m - 1 arcs
   */
  edges() {
    return this.leavesFirst().map((node) => [...this.edge(node), this.flow[node]]);
  }

  /** All nodes but the root, every node before its parent. */
  leavesFirst() {
    const { firstChild, nextSibling } = this;
    const order = [this.root];
    for (let k = 0; k < order.length; k++) {
      for (let node = firstChild[order[k]]; node >= 0; node = nextSibling[node]) order.push(node);
    }
    return order.slice(1).reverse();
  }

  plantRoot(node) {
    this.root = node;
    this.parent[node] = -1;
    this.depth[node] = 0;
    this.potential[node] = 0;
  }

  hang(node, parent, flow) {
    const { firstChild, nextSibling, previousSibling } = this;
    const sibling = firstChild[parent];
    this.parent[node] = parent;
    this.flow[node] = flow;
    previousSibling[node] = -1;
    nextSibling[node] = sibling;
    if (sibling >= 0) previousSibling[sibling] = node;
    firstChild[parent] = node;
  }

  unhang(node) {
    const { firstChild, nextSibling, previousSibling } = this;
    const before = previousSibling[node];
    const after = nextSibling[node];
    if (before >= 0) nextSibling[before] = after;
    else firstChild[this.parent[node]] = after;
    if (after >= 0) previousSibling[after] = before;
  }

  /** Depths and potentials of the whole tree, from the root down, free of accumulated rounding. */
  refreshPotentials(cost) {
    const { n, m, depth, potential, firstChild, nextSibling, stack } = this;
    let waiting = 0;
    stack[waiting++] = this.root;
    while (waiting > 0) {
      const above = stack[--waiting];
      for (let node = firstChild[above]; node >= 0; node = nextSibling[node]) {
        const arc = node < n ? node * m + above - n : above * m + node - n;
        depth[node] = depth[above] + 1;
        potential[node] = cost[arc] - potential[above];
        stack[waiting++] = node;
      }
    }
  }

  /** Adds `shift` to the sources below `top` and takes it from the targets; renews the depths. */
  shiftSubtree(top, shift) {
    const { n, parent, depth, potential, firstChild, nextSibling, stack } = this;
    let waiting = 0;
    stack[waiting++] = top;
    while (waiting > 0) {
      const node = stack[--waiting];
      potential[node] += node < n ? shift : -shift;
      depth[node] = depth[parent[node]] + 1;
      for (let child = firstChild[node]; child >= 0; child = nextSibling[child]) stack[waiting++] = child;
    }
  }
}
