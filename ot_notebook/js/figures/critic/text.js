import { fixed, plain, reached, some } from "../../draw/numbers.js";
import { PLACES } from "./state.js";

/** The sentence above the drawing. */
export function instruction(state, result) {
  if (result.share === null) return "Both measures agree: W₁ is 0, and no critic earns anything. Move a bump.";
  if (state.best) return "Dashed: a best critic, as steep as allowed wherever mass must pass.";
  return "Draw a function across the field. What is too steep is cut back at once.";
}

/** The four numbers under the drawing. */
export function certificate(state, result) {
  return [
    { label: "your critic earns", value: plain(result.score) },
    { label: "W₁, by quantiles", value: plain(result.value) },
    { label: "earned of W₁", value: result.share === null ? "—" : reached(result.share) },
    { label: `steepest; drawn ${fixed(result.drawnSlope, 2)}`, value: fixed(result.slope) },
  ];
}

/** The whole figure in words. */
export function describe(state, result) {
  const parts = [`Two measures on a line, ${some(state.mu.length, "bump")} against ${some(state.nu.length, "bump")}, and a function drawn over them.`];
  parts.push(`It is as steep as ${fixed(result.drawnSlope, 2)}; the critic, of slope at most one, differs from it by at most ${fixed(result.distance)}, the least possible.`);
  if (result.share === null) parts.push("The measures agree, so no critic earns anything.");
  else parts.push(`As a critic it earns ${plain(result.score)}, ${reached(result.share)} of W₁, which is ${plain(result.value)}.`);
  if (state.best) parts.push(`A best critic is shown too; it earns ${plain(result.dual)}.`);
  return parts.join(" ");
}

/** What a screen reader says on a handle. */
export function handleName(state, result, side, k) {
  if (side === "f") return `your function at ${fixed(PLACES[k], 2)}, drawn ${fixed(state.drawn[k])}${result ? `, kept ${fixed(result.critic[k])}` : ""}`;
  return `bump ${k + 1} of ${side === "mu" ? "μ" : "ν"}, at ${fixed(state[side][k][0], 2)}`;
}

/** The text beside the area. */
export const earnedText = ({ score, value }) => `earned ${fixed(score)} of W₁ = ${fixed(value)}`;

/** What there is to try. */
export function challenge(state, result) {
  if (result.share === null) return "Move a bump, so that mass must pass.";
  return state.best ? "Hide the best critic and earn 95 % of W₁." : "Draw a critic that earns 95 % of W₁.";
}
