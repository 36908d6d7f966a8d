import { fixed, plain, power, reached, some } from "../../draw/numbers.js";

/** The sentence above the drawing. */
export function instruction(state, result) {
  if (state.mode === "best") return "Best prices: the bound is the cost. Mass moves only where bowls meet squares.";
  if (state.mode === "answer") return "Drag a blue grip down to ask more there. The targets answer.";
  const over = result.violated.length;
  if (over) return `${some(over, "route")} overcharged: a square above a bowl. Lower one of the two prices.`;
  return "You hold both prices. Raise the squares as far as the bowls allow.";
}

/** The four numbers under the drawing. */
export function certificate(state, result) {
  const whose = state.mode === "best" ? "best prices prove" : "your prices prove";
  return [
    { label: whose, value: plain(result.bound) },
    { label: "cheapest plan", value: plain(result.value) },
    { label: "gap", value: small(result.value - result.bound) },
    { label: "worst overcharge", value: small(result.violation) },
  ];
}

/** Zero up to rounding shows as a power of ten. */
function small(value) {
  return Math.abs(value) < 1e-9 ? power(Math.abs(value)) : plain(value);
}

/** The whole figure in words. */
export function describe(state, result) {
  const parts = [`Prices at ${some(state.x.length, "source")} and ${some(state.y.length, "target")} on a line, cost exponent ${state.p}.`];
  if (state.mode === "best") {
    parts.push(`The best prices prove ${plain(result.bound)}, the cost of the cheapest plan.`);
    parts.push(`${some(result.tight.length, "pair")} without slack; mass moves on ${result.plan.length} of them.`);
    return parts.join(" ");
  }
  parts.push(state.mode === "answer" ? "The targets answer with the most that is allowed." : "Both prices are set by hand.");
  if (result.violated.length) parts.push(`${some(result.violated.length, "pair")} overcharged, by ${plain(result.violation)} at most.`);
  const part = result.share === null ? "" : `, ${reached(result.share)} of it`;
  parts.push(`They prove that every plan costs at least ${plain(result.bound)}; the cheapest costs ${plain(result.value)}${part}.`);
  return parts.join(" ");
}

/** What a screen reader says on a handle. */
export function handleName(state, result, side, k) {
  if (side === "x" || side === "y") return `${side === "x" ? "source" : "target"} ${k + 1}, at ${fixed(state[side][k], 2)}`;
  const where = side === "phi" ? `price φ of source ${k + 1}` : `price ψ of target ${k + 1}`;
  return result ? `${where}, ${fixed(result[side][k])}` : where;
}

/** The texts beside the bar. */
export const boundText = ({ bound, violation }) => `${violation > 1e-9 ? "still proved" : "bound"} ${fixed(bound)}`;
export const valueText = ({ value }) => `cheapest plan ${fixed(value)}`;
export const voidText = ({ earned }) => `asked ${fixed(earned)}, void`;
export const excessText = (excess) => `+${fixed(excess, excess < 0.0095 ? 3 : 2)}`;

/** What there is to try. */
export function challenge(state, result) {
  if (!(result.value > 0)) return "Move a point, so that there is something to carry.";
  if (state.helped) return "These prices began as the best ones. Level all prices to find them by hand.";
  return "Prove 99 % of the least cost by prices of your own.";
}
