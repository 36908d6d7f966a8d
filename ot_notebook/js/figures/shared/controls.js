/** Controls that several figures have. */

/** The exponent of the cost |x - y|^p. */
export const EXPONENT = {
  kind: "range", label: [["span", "cost |x−y|"], ["sup", "p"]], min: 1, max: 4, step: 0.1,
  get: ({ p }) => p, set: (p) => ({ p }), format: (p) => p.toFixed(1),
};

/** Buttons that add a point to the sides "x" and "y", of at most `most`: `added(state, side)` is the part that does. */
export function adders(added, most) {
  return [["Add a source", "x"], ["Add a target", "y"]].map(([text, side]) => ({
    kind: "button", texts: [text], press: (state) => added(state, side), disabled: (state) => state[side].length >= most,
  }));
}
