/** The dot on the entropic path. */
import { EPSILON } from "./state.js";
import { GRID, entropicPlans } from "./solve.js";

/** Epsilon, as a part of the cost's range, at the point of the path nearest to a place. */
export function nearestEpsilon({ a, b, cost }, place) {
  const points = entropicPlans(a, b, cost, GRID).map(({ plan }) => [plan[0], plan[1]]);
  let best = GRID[0], least = Infinity;
  for (let k = 0; k + 1 < points.length; k++) {
    const { share, distance } = foot(points[k], points[k + 1], place);
    if (distance < least) [least, best] = [distance, GRID[k] * (GRID[k + 1] / GRID[k]) ** share];
  }
  return Math.max(EPSILON.least, best);
}

/** The point of a segment nearest to a place: its share of the way, and how far off it is. */
function foot(from, to, place) {
  const [u, v] = [to[0] - from[0], to[1] - from[1]], square = u * u + v * v;
  const onto = square > 0 ? ((place[0] - from[0]) * u + (place[1] - from[1]) * v) / square : 0;
  const share = Math.min(1, Math.max(0, onto));
  return { share, distance: Math.hypot(from[0] + share * u - place[0], from[1] + share * v - place[1]) };
}
