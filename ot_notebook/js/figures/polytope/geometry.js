/** The polygon of plans in the plane of (pi_11, pi_12), and directions around it. */
import { transportPolygon } from "../../solvers/polytope.js";

/** Number of targets. */
export const WIDTH = 3;
/** The rim, on which the arrow turns, has this part more than the polygon's own radius. */
const RIM = 1.42;
const LEAST_RADIUS = 0.03;
const FLAT = 1e-12;

/** The direction in which the cost falls, of the length of its slope: (-dC/dpi_11, -dC/dpi_12). */
export function fallOf([[c11, c12, c13], [c21, c22, c23]]) {
  return [c13 + c21 - c11 - c23, c13 + c22 - c12 - c23];
}

/** Angle of a direction; null if it has no length. */
export function angleOf([u, v]) {
  return Math.hypot(u, v) < FLAT ? null : Math.atan2(v, u);
}

/** The direction of an angle with the length of `like`, or 1 if that has none. */
export function directionOf(angle, like) {
  const size = Math.hypot(...like), length = size < FLAT ? 1 : size;
  return [length * Math.cos(angle), length * Math.sin(angle)];
}

/** The middle of the polygon's box and the radius of the rim around it. */
export function frameOf({ a, b }) {
  const spans = [0, 1].map((j) => [Math.max(0, a[0] - 1 + b[j]), Math.min(a[0], b[j])]);
  const half = Math.hypot(...spans.map(([low, high]) => (high - low) / 2));
  return { centre: spans.map(([low, high]) => (low + high) / 2), radius: RIM * Math.max(half, LEAST_RADIUS) };
}

/** The point of the rim at an angle. */
export function onRim({ centre, radius }, angle, part = 1) {
  return [centre[0] + part * radius * Math.cos(angle), centre[1] + part * radius * Math.sin(angle)];
}

/** Corners of the polygon, counterclockwise. */
export const cornersOf = ({ a, b }) => transportPolygon(a, b).map(({ point }) => point);

/** Angle of the normal that points out of each side, that from corner k to the next; a segment has two sides. */
export function normalsOf(corners) {
  if (corners.length < 2) return [];
  return corners.map(([s, t], k) => {
    const [u, v] = corners[(k + 1) % corners.length];
    return Math.atan2(s - u, v - t);
  });
}

export const outwardNormals = (state) => normalsOf(cornersOf(state));

/**
 * The arc [from, to] of directions in which the same corners are optimal as in the direction `angle`: between the
 * normals of two sides, or that one alone when a side ties; all the way round for a point, and without a direction.
 */
export function coneOf(corners, optimal, angle) {
  const count = corners.length;
  if (count === 1 || angle === null) return [0, 2 * Math.PI];
  if (optimal.length > 1) return [angle, angle];
  const normals = normalsOf(corners), [k] = optimal, from = normals[(k + count - 1) % count], to = normals[k];
  return [from, to < from ? to + 2 * Math.PI : to];
}

/** Ends of the chord of the rim that is perpendicular to an angle, at a distance from the middle along it. */
export function chord({ centre, radius }, angle, distance, part = 1) {
  const half = Math.sqrt(Math.max(0, (part * radius) ** 2 - distance ** 2));
  const [u, v] = [Math.cos(angle), Math.sin(angle)];
  const foot = [centre[0] + distance * u, centre[1] + distance * v];
  return [[foot[0] - half * v, foot[1] + half * u], [foot[0] + half * v, foot[1] - half * u]];
}

/** How far a point lies along an angle, from the middle. */
export const along = ({ centre }, angle, [s, t]) => (s - centre[0]) * Math.cos(angle) + (t - centre[1]) * Math.sin(angle);
