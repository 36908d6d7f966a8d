/** Plans of n sources and m targets, from the flat n * m masses, row by row. */

/** As n lists of m masses. */
export function rowsOf(plan, m) {
  return Array.from({ length: plan.length / m }, (_, i) => Array.from(plan.slice(i * m, (i + 1) * m)));
}

/** As (source, target, mass) of the pairs with a mass larger than `none`, or as far below 0. */
export function triplesOf(plan, m, none = 0) {
  return Array.from(plan).flatMap((mass, k) => (Math.abs(mass) > none ? [[Math.floor(k / m), k % m, mass]] : []));
}
