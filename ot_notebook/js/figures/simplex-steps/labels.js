/** Where words stand between points and edges: places in pixels, each the best of its candidates while the others stay. */

const HEIGHT = 20, BASE = 5;
const MARK = 10;
const LINE = 4;
const ROUNDS = 6;
/** Where the label of a point may stand, the best first. */
const SIDES = [
  { dx: 0, dy: -15, anchor: "middle" }, { dx: 0, dy: 26, anchor: "middle" }, { dx: 15, dy: 5, anchor: "start" }, { dx: -15, dy: 5, anchor: "end" },
  { dx: 10, dy: -12, anchor: "start" }, { dx: -10, dy: -12, anchor: "end" }, { dx: 10, dy: 23, anchor: "start" }, { dx: -10, dy: 23, anchor: "end" },
];
/** Shares of an edge at which its sign may stand, the best first. */
const SHARES = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74];
/** What it costs to be lower in those lists, and to stand beside an edge: areas in square pixels. */
const LATER = 3, BESIDE = 40;

const around = ([x, y], reach) => ({ left: x - reach, right: x + reach, top: y - reach, bottom: y + reach });
const widthOf = (letters) => 7 * letters + 6;

function textBox([x, y], letters, anchor) {
  const width = widthOf(letters), left = x - (anchor === "middle" ? width / 2 : anchor === "end" ? width - 3 : 3);
  return { left, right: left + width, top: y - HEIGHT + BASE, bottom: y + BASE };
}

/** Area that two boxes share. */
function overlap(one, other) {
  const wide = Math.min(one.right, other.right) - Math.max(one.left, other.left);
  const high = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
  return wide > 0 && high > 0 ? wide * high : 0;
}

const crowding = (box, others) => others.reduce((sum, other) => sum + overlap(box, other), 0);

/** The part of a box beyond the edges of another, as an area that costs more than any crowding. */
function beyond(box, { left, top, width, height }) {
  const across = Math.max(0, left + 4 - box.left) + Math.max(0, box.right - left - width + 4);
  const along = Math.max(0, top + 2 - box.top) + Math.max(0, box.bottom - top - height + 2);
  return 1000 * (across + along);
}

const between = ([x, y], [u, v], t) => [x + t * (u - x), y + t * (v - y)];

function sidesOf({ at: [x, y], letters }) {
  return SIDES.map((side, k) => ({ side, box: textBox([x + side.dx, y + side.dy], letters, side.anchor), cost: LATER * k }));
}

/** On the edge at each share, then on both sides of its middle. */
function sharesOf({ ends: [from, to], letters }) {
  const [along, across] = [to[0] - from[0], to[1] - from[1]], length = Math.hypot(along, across) || 1;
  const normal = [across / length, -along / length];
  const away = (Math.abs(normal[0]) * widthOf(letters) + Math.abs(normal[1]) * HEIGHT) / 2 + 2;
  const places = SHARES.map((t, k) => ({ at: between(from, to, t), cost: LATER * k })).concat([away, -away].map((d) => {
    const [x, y] = between(from, to, 0.5);
    return { at: [x + d * normal[0], y + d * normal[1]], cost: BESIDE };
  }));
  return places.map(({ at: [x, y], cost }) => ({ at: [x, y + BASE], box: textBox([x, y + BASE], letters, "middle"), cost }));
}

/**
 * A side for the label of each point, `{dx, dy, anchor}`, and a place for the sign of each edge of a cycle, `[x, y]`.
 * `points` are `{at, letters}` and `signs` `{ends, letters}`, places in pixels and numbers of letters. The labels keep
 * in the `box`, off the `marks` (places), the `edges` (pairs of places) and each other, as far as there is room.
 */
export function labelPlaces({ points, signs, marks, edges, box }) {
  const discs = marks.map((at) => around(at, MARK));
  const lines = edges.flatMap(([from, to]) => [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9].map((t) => around(between(from, to, t), LINE)));
  const fixed = (one) => ({ ...one, cost: one.cost + 4 * crowding(one.box, discs) + beyond(one.box, box) });
  const offLines = (one) => ({ ...one, cost: one.cost + crowding(one.box, lines) });
  const chosen = settled([
    ...points.map((point) => sidesOf(point).map(fixed).map(offLines)), ...signs.map((sign) => sharesOf(sign).map(fixed)),
  ]);
  return { points: chosen.slice(0, points.length).map(({ side }) => side), signs: chosen.slice(points.length).map(({ at }) => at) };
}

/** One candidate `{box, cost}` of each label: chosen one after the other, then again while that lowers the sum of costs. */
function settled(labels) {
  const chosen = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const before = chosen.slice();
    labels.forEach((candidates, k) => {
      const others = chosen.filter((_, l) => l !== k).map(({ box }) => box);
      const scores = candidates.map(({ box, cost }) => cost + 4 * crowding(box, others));
      chosen[k] = candidates[scores.indexOf(Math.min(...scores))];
    });
    if (chosen.every((one, k) => one === before[k])) break;
  }
  return chosen;
}
