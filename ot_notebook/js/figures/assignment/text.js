import { duration, percent, place, plain, power, some, whole } from "../../draw/numbers.js";
import { total } from "../shared/weights.js";

/** How many lines the reader has drawn. */
export const drawnCount = (state) => state.drawn.filter((j) => j !== null).length;

/** Sum so far of the cost of the reader's lines, each with its share of the mass. */
export function drawnCost({ x, y, p, drawn }) {
  return drawn.reduce((sum, j, i) => (j === null ? sum
    : sum + Math.hypot(x[i][0] - y[j][0], x[i][1] - y[j][1]) ** p), 0) / x.length;
}

/** The sentence above the drawing: what to do, or why there is no map. */
export function instruction(state, result) {
  const n = state.x.length, m = state.y.length, done = drawnCount(state);
  if (!result.feasible) {
    if (state.mode === "hand" && done === n) return `That is a map, yet it fills the targets unequally. ${noMap(n, m)}`;
    return `${noMap(n, m)} Dashed: the cheapest plan.`;
  }
  if (state.mode !== "hand") return "Drag any point. The cheapest assignment follows.";
  if (done < n) return `Drag from a source to a target. ${done} of ${n} drawn.`;
  if (result.handValue === null) return "One target has too many sources. Drag a line elsewhere.";
  if (result.handExcess < 1e-9) return "Nothing is cheaper: your lines are optimal.";
  return "All joined. Redraw a line to do better, or show the optimum.";
}

function noMap(n, m) {
  if (n === 1) return `No map exists: one source cannot fill ${m} targets.`;
  return `No map exists: ${some(n, "equal source")} cannot fill ${some(m, "equal target")}.`;
}

/** The four numbers under the drawing. */
export function certificate(state, result, milliseconds) {
  const bound = { label: "price bound (dual)", value: plain(result.dual) };
  const gap = { label: "gap", value: power(Math.abs(result.gap)) };
  const n = state.x.length, done = drawnCount(state);
  if (!result.feasible) {
    return [{ label: "cost of a map", value: "none" }, { label: "cost of the plan", value: plain(result.planValue) }, bound, gap];
  }
  if (state.mode === "hand") {
    return [
      { label: done < n ? `your lines, ${done} of ${n}` : "your lines", value: done ? plain(drawnCost(state)) : "—" },
      { label: "cheapest", value: plain(result.value) },
      { label: "above the cheapest", value: result.handExcess === null ? "—" : percent(result.handExcess) },
      bound,
    ];
  }
  return [{ label: "cost of the map", value: plain(result.value) }, bound, gap, { label: "solved in", value: duration(milliseconds) }];
}

/** The whole figure in words. */
export function describe(state, result) {
  const n = state.x.length, m = state.y.length;
  const parts = [`${some(n, "source")} and ${some(m, "target")}, cost exponent ${state.p}.`];
  if (!result.feasible) parts.push(`${noMap(n, m)} The cheapest plan that splits mass costs ${plain(result.planValue)}.`);
  else if (state.mode === "optimal") {
    parts.push(`The cheapest assignment costs ${plain(result.value)}, proved by prices with gap ${power(Math.abs(result.gap))}.`);
  } else {
    parts.push(`${drawnCount(state)} of ${n} sources joined by hand.`);
    if (result.handValue !== null) {
      parts.push(`Your lines cost ${plain(result.handValue)}, ${percent(result.handExcess)} above the cheapest, ${plain(result.value)}.`);
    }
  }
  return parts.join(" ");
}

/** What a screen reader says on a point. */
export function pointName(state, result, side, k) {
  const point = `${side === "x" ? "source" : "target"} ${k + 1}, ${place(state[side][k])}`;
  if (state.mode !== "hand") {
    if (side === "x" && result.assignment) return `${point}, goes to target ${result.assignment[k] + 1}`;
    return point;
  }
  if (side === "x") return `${point}, ${state.drawn[k] === null ? "not joined" : `joined to target ${state.drawn[k] + 1}`}`;
  return `${point}, ${some(state.drawn.filter((j) => j === k).length, "line")}`;
}

/** The sentence under the histogram of all assignments. */
export function describeAll(all, state, result) {
  const first = `${whole(all.count)} assignments, ${plain(all.mean)} on average; the cheapest costs ${plain(all.min)}`;
  if (result.handValue === null) return `${first}, the dearest ${plain(all.max)}.`;
  const cheaper = shareBelow(all, result.handValue);
  return `${first}. Yours, at ${plain(result.handValue)}, is beaten by ${cheaper === 0 ? "none" : percent(cheaper)} of them.`;
}

/** Share of the assignments in the bins below that of `value`. */
export function shareBelow({ min, max, counts, count }, value) {
  const bin = max > min ? Math.floor((counts.length * (value - min)) / (max - min) + 1e-9) : 0;
  return total(counts.slice(0, Math.min(bin, counts.length - 1))) / count;
}

/** Counts of `size` wider bins. */
export function coarser(counts, size) {
  const each = counts.length / size;
  return Array.from({ length: size }, (_, k) => total(counts.slice(k * each, (k + 1) * each)));
}
