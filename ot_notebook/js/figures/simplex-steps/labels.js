/** Where words stand between points and edges: places in pixels, chosen one after the other. */

const SIZE = { height: 20, letter: 8 };
/** Shares of an edge at which its sign may stand, the best first. */
const SHARES = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74];
const MARK = 12;
const SIDES = [
  { dx: 0, dy: -15, anchor: "middle" }, { dx: 0, dy: 26, anchor: "middle" }, { dx: 15, dy: 5, anchor: "start" }, { dx: -15, dy: 5, anchor: "end" },
];

function boxAt([x, y], words, anchor = "middle") {
  const width = words * SIZE.letter, left = x - (anchor === "middle" ? width / 2 : anchor === "end" ? width : 0);
  return { left, right: left + width, top: y - SIZE.height + 5, bottom: y + 5 };
}

/** Area that two boxes share. */
function overlap(one, other) {
  const wide = Math.min(one.right, other.right) - Math.max(one.left, other.left);
  const high = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
  return wide > 0 && high > 0 ? wide * high : 0;
}

const crowding = (box, taken) => taken.reduce((sum, other) => sum + overlap(box, other), 0);

/** The part of a box beyond the edges of another, as an area that costs more than any crowding. */
function beyond(box, { left, top, width, height }) {
  const across = Math.max(0, left + 4 - box.left) + Math.max(0, box.right - left - width + 4);
  const along = Math.max(0, top + 2 - box.top) + Math.max(0, box.bottom - top - height + 2);
  return 1000 * (across + along);
}

/**
 * A side for the label of each point: `{dx, dy, anchor}` with the least crowding by marks, labels and edges.
 * `points` are `{at, words}`, places in pixels and numbers of letters; `edges` pairs of places.
 */
export function pointLabels(points, edges, box) {
  const taken = points.map(({ at: [x, y] }) => ({ left: x - MARK, right: x + MARK, top: y - MARK, bottom: y + MARK }));
  const along = edges.flatMap(([[x, y], [u, v]]) => [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9].map((t) => {
    const [p, q] = [x + t * (u - x), y + t * (v - y)];
    return { left: p - 4, right: p + 4, top: q - 4, bottom: q + 4 };
  }));
  const chosen = points.map(({ at: [x, y], words }) => {
    const scored = SIDES.map((side) => {
      const label = boxAt([x + side.dx, y + side.dy], words, side.anchor);
      return { side, label, score: 4 * crowding(label, taken) + crowding(label, along) + beyond(label, box) };
    });
    const best = scored.reduce((least, one) => (one.score < least.score ? one : least));
    taken.push(best.label);
    return best.side;
  });
  return { chosen, taken };
}

/** A place on each edge for its sign, away from what is taken; `signs` are `{from, to, words}`. */
export function edgeLabels(signs, taken) {
  const all = taken.slice();
  return signs.map(({ from: [x, y], to: [u, v], words }) => {
    const scored = SHARES.map((t) => {
      const at = [x + t * (u - x), y + t * (v - y) + 5], box = boxAt(at, words + 1);
      return { at, box, score: crowding(box, all) };
    });
    const best = scored.reduce((least, one) => (one.score < least.score ? one : least));
    all.push(best.box);
    return best.at;
  });
}
