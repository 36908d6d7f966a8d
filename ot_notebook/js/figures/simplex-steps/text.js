import { index } from "../../draw/indices.js";
import { place, plain, power, some } from "../../draw/numbers.js";
import { indexOf, sideOf } from "../shared/sides.js";
import { boundAt, candidates, movedMass, reducedCosts } from "./run.js";

const pairName = ([i, j]) => `x${index(i + 1)} to y${index(j + 1)}`;

/** A mass with at most three decimals; a trace is not nothing. */
export function short(mass) {
  return mass > 0 && mass < 0.0005 ? "0+" : String(Math.round(mass * 1e3) / 1e3);
}

/** A price or reduced cost with two decimals and its sign. */
export const signed = (t) => (Math.abs(t) < 0.005 ? "0" : t.toFixed(2).replace("-", "−"));

const shown = ({ bases, step }) => bases[step];

/** A negative reduced cost; a trace is not nothing. */
export const below = (t) => (t > -0.005 ? "< 0" : signed(t));

/** The sentence above the drawing. */
export function instruction(state, result) {
  const { pivots, step } = result, basis = shown(result);
  if (step === pivots) {
    return `Optimal ${pivots ? `after ${some(pivots, "pivot")}` : "at once"}: no reduced cost is negative. Drag a point.`;
  }
  const what = `${pairName(basis.entering)} in, ${pairName(basis.leaving)} out.`;
  if (movedMass(basis) === 0) return `Next pivot moves no mass: ${what}`;
  return `Drag a point${candidates(basis, result.cost).length > 1 ? ", press a framed cell or" : " or press"} Next pivot: ${what}`;
}

/** The four numbers under the drawing. */
export function certificate(state, result) {
  const basis = shown(result), bound = boundAt(result, result.step);
  const least = Math.min(...reducedCosts(basis, result.cost).flat());
  return [
    { label: "cost of this tree", value: plain(basis.value) },
    { label: "best price bound", value: plain(bound) },
    { label: "gap", value: result.step < result.pivots ? plain(basis.value - bound) : power(Math.abs(basis.value - bound)) },
    { label: "least reduced cost", value: plain(least) },
  ];
}

/** The figure in words. */
export function describe(state, result) {
  const { pivots, step, value, gap } = result, basis = shown(result), zero = basis.masses.filter((mass) => mass === 0).length;
  const negative = candidates(basis, result.cost).length;
  const parts = [
    `${some(state.x.length, "source")} and ${some(state.y.length, "target")}, cost exponent ${state.p}. Step ${step} of ${pivots}:`,
    `a tree of ${some(basis.pairs.length, "edge")}${zero ? `, ${zero} without mass,` : ""} that costs ${plain(basis.value)}.`,
  ];
  if (step === pivots) parts.push(`No reduced cost is negative: it is optimal, with gap ${power(Math.abs(gap))}.`);
  else {
    const [i, j] = basis.entering, [k, l] = basis.leaving;
    parts.push(`${some(negative, "reduced cost")} ${negative === 1 ? "is" : "are"} negative. Source ${i + 1} to target ${j + 1} enters at`
      + ` ${below(basis.reduced)} a unit, source ${k + 1} to target ${l + 1} leaves, ${short(movedMass(basis))} moves. The optimum costs ${plain(value)}.`);
  }
  return parts.join(" ");
}

/** What is spoken on a handle. */
export function handleName(state, result, key) {
  if (key === "step") return `step ${result.step} of ${result.pivots}, this tree costs ${plain(shown(result).value)}`;
  const side = sideOf(key), k = indexOf(key), basis = shown(result);
  const [name, weight, price] = side === "x" ? ["source", state.a[k], basis.f[k]] : ["target", state.b[k], basis.g[k]];
  return `${name} ${k + 1}, ${place(state[side][k])}, weight ${short(weight)}, price ${signed(price)}`;
}

/** What there is to try. */
export function challenge({ x, y, start }) {
  if (start === "greedy") return "Choose the corner as the first tree to play on.";
  if (Math.min(x.length, y.length) === 1) return "There is only one plan. Add a point on the side that has one.";
  return "Move the points until the corner’s tree needs no pivot.";
}
