import { table } from "../shared/texts.js";

/** A program that prints the distance of order p. */
export function python({ n, a, p }) {
  return `import numpy as np
import ot

n, a, p = ${n}, ${a}, ${p}
x, weights = np.array([0, n**a]), np.array([1 - 1 / n, 1 / n])
cost = ot.emd2(weights, np.ones(1), np.abs(x[:, None]) ** p)
value = cost ** (1 / p)
assert np.isclose(value, n ** (a - 1 / p))
print(value)
`;
}

const COLUMNS = "n,p,W_p,W_1,W_2,W_4,narrow";

/** The curves as a table: one line for each n. */
export function csv({ p }, { sizes, own, curves, narrowCurve }) {
  return table(COLUMNS, sizes.map((n, k) => [n, p, own[k], ...curves.map((curve) => curve[k]), narrowCurve[k]]));
}
