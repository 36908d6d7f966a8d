import { duration, plain, power } from "../../draw/numbers.js";
import { table } from "../shared/texts.js";

/** A value in a small panel: three digits. */
export function brief(value) {
  if (value === null) return "∞";
  return value >= 100 ? value.toFixed(0) : value >= 9.995 ? value.toFixed(1) : value.toFixed(2);
}

export function instruction(state, result) {
  if (result.kl === null && result.totalVariation < 1) return "KL is infinite: μ has mass where ν has none. Drag or widen a bump.";
  if (result.totalVariation > 0.999) return "TV has nothing more to say. W₁ and W₂ still tell how far. Drag on.";
  if (result.totalVariation === 0) return "Equal bumps: all five vanish. Drag one away.";
  return "Drag a bump, or its side to widen it. Five discrepancies follow.";
}

export function certificate(_, result, milliseconds) {
  return [
    { label: "W₂²: cost of the map", value: plain(result.cost) },
    { label: "price bound (dual)", value: plain(result.dual) },
    { label: "gap", value: power(Math.abs(result.gap)) },
    { label: "computed in", value: duration(milliseconds) },
  ];
}

const infinite = (value) => (value === null ? "infinite" : brief(value));

/** What the width of a bump is: that of a box is not its length. */
const widthName = ({ shape }) => (shape === "box" ? "standard deviation" : "width");

export function describe(state, result) {
  const { source, target } = state, kind = state.shape === "box" ? "boxes" : "Gaussian bumps", width = widthName(state);
  return `Two ${kind}, the source at ${source.mean.toFixed(2)} with ${width} ${source.width.toFixed(2)}, the target at `
    + `${target.mean.toFixed(2)} with ${width} ${target.width.toFixed(2)}. KL is ${infinite(result.kl)}, TV ${brief(result.totalVariation)}, `
    + `MMD ${brief(result.mmd)}, W1 ${brief(result.wasserstein1)}, W2 ${brief(result.wasserstein2)}.`;
}

/** What is spoken on a handle. */
export function handleName(state, key) {
  const [side, width] = key.split("-"), bump = state[side];
  return width ? `${widthName(state)} of the ${side}, ${bump.width.toFixed(2)}` : `${side}, at ${bump.mean.toFixed(2)}`;
}

export function csv(state, { curves }) {
  const columns = Object.keys(curves);
  const cell = (value) => (value === null ? "inf" : value);
  return table(columns.join(","), curves.shift.map((_, k) => columns.map((name) => cell(curves[name][k]))));
}
