import { percent, place, plain, power, some } from "../../draw/numbers.js";
import { savingCycle } from "./plans.js";

const TINY = 1e-9;
const PLANS = { optimal: "the best plan", product: "the product", corner: "the corner plan", mine: "your plan" };

/** A mass with two decimals at most and no zero in front. */
export function short(mass) {
  if (mass > 0 && mass < 0.005) return "<.01";
  return mass.toFixed(2).replace(/0$/, "").replace(/\.0?$/, "").replace(/^0(?=\.)/, "");
}

const optimal = ({ excess }) => excess !== null && excess < TINY;

/** The sentence above the drawing: what to do. */
export function instruction(state, result) {
  if (state.cycle === null) return "One row or one column: there is only one plan. Drag a bar or a point.";
  if (state.kind === "optimal") return "Drag a bar or a point; the knob sends mass around the cycle.";
  if (state.kind === "product") return "Each source is spread like ν. Drag the knob: all sums stay.";
  if (state.kind === "corner") return "Filled from the upper left, blind to the cost. Drag the knob.";
  if (state.hand === null) return `Your plan starts from ${PLANS[state.start]}. Drag the knob, or a plus sign.`;
  if (optimal(result)) return "No plan is cheaper: yours is optimal.";
  if (!savingCycle(state)) return "No cycle of four cells saves; a longer cycle would.";
  if (!directions(result.cycle).some(({ good }) => good)) return "Nothing to save on this cycle: move the plus signs.";
  return "Drag the knob towards the saving, then move the plus signs.";
}

/** Cost of the plan, the bound that no plan undercuts, their difference, and how well the sums are kept. */
export function certificate(state, result) {
  return [
    { label: `cost of ${PLANS[state.kind]}`, value: plain(result.value) },
    { label: "price bound (dual)", value: plain(result.dual) },
    { label: "gap", value: Math.abs(result.gap) < TINY ? power(Math.abs(result.gap)) : plain(result.gap) },
    { label: "error of the sums", value: power(result.marginalError) },
  ];
}

/**
 * What moving the knob to the left and to the right does, `[left, right]`, each `{text, good}`; one text where the
 * cycle is blocked on both sides.
 */
export function directions({ unitCost, mass, room }) {
  if (room === 0) return [{ text: "no way round: a + cell and a − cell are empty", good: false }];
  const words = (change) => (Math.abs(change) < TINY ? "costs nothing" : `${change < 0 ? "saves" : "costs"} ${Math.abs(change).toFixed(3)} a unit`);
  const side = (change, blocked, sign, arrow) => (blocked ? { text: `a ${sign} cell is empty`, good: false }
    : { text: arrow(words(change)), good: change < -TINY });
  return [
    side(-unitCost, mass === 0, "+", (text) => `← ${text}`),
    side(unitCost, mass === room, "−", (text) => `${text} →`),
  ];
}

/** The whole figure in words. */
export function describe(state, result) {
  const n = state.x.length, m = state.y.length, used = result.plan.flat().filter((mass) => mass > 0).length;
  const parts = [
    `${some(n, "source")} and ${some(m, "target")}, cost exponent ${state.p}.`,
    `${capital(PLANS[state.kind])} fills ${used} of ${some(n * m, "cell")} and costs ${plain(result.value)},`,
    optimal(result) ? "and no plan costs less." : `${above(result)}the cheapest costs ${plain(result.optimalValue)}.`,
  ];
  if (state.cycle) parts.push(cycleInWords(state, result));
  return parts.join(" ");
}

const capital = (text) => text[0].toUpperCase() + text.slice(1);
const above = ({ excess }) => (excess === null ? "" : `${percent(excess)} too much; `);

function cycleInWords({ cycle: [i, j, k, l] }, { cycle }) {
  const cell = (row, column) => `row ${row + 1} column ${column + 1}`;
  const ways = directions(cycle).map(({ text }) => text.replace(/[←→]/g, "").trim());
  const words = ways.length === 1 ? ways[0] : `to the left ${ways[0]}, to the right ${ways[1]}`;
  return `Cycle with gains in ${cell(i, j)} and ${cell(k, l)}: ${words}.`;
}

/** What a screen reader says on a point, a bar, a corner of the cycle and its knob. */
export function pointName(state, side, k) {
  const weight = state[side === "x" ? "a" : "b"][k];
  return `${side === "x" ? "source" : "target"} ${k + 1}, ${place(state[side][k])}, mass ${weight.toFixed(2)}`;
}

export function barName(state, side, k) {
  return `mass of ${side === "a" ? "source" : "target"} ${k + 1}, ${state[side][k].toFixed(4)}`;
}

export function cornerName({ cycle }, corner) {
  return `${corner ? "second" : "first"} corner of the cycle, row ${cycle[2 * corner] + 1}, column ${cycle[2 * corner + 1] + 1}`;
}

export function knobName({ mass, room, unitCost }) {
  const words = directions({ unitCost, mass, room }).map(({ text }) => text.replace(/[←→]/g, "").trim()).join("; ");
  return `mass around the cycle, ${mass.toFixed(4)} of ${room.toFixed(4)}, ${words}`;
}

/** The challenge, or why there is none. */
export function challenge(_, result) {
  return isOpen(result) ? "From Product or Corner, get within 5 % by hand."
    : "Product or Corner is within 5 % already; move or add points.";
}

/** Whether the product and the corner plan leave something to do. */
export function isOpen({ productValue, cornerValue, optimalValue }) {
  return Math.min(productValue, cornerValue) > 1.05 * optimalValue + TINY;
}
