/**
 * The JavaScript solvers as a filter: one JSON request a line in, one JSON answer a line out.
 *
 *   {"solver": "assignment", "n", "cost"}          -> {"assignment", "f", "g"}
 *   {"solver": "transport", "a", "b", "costs"}     -> [result, ...], each cost solved from the basis before
 *   {"solver": "monge", "x", "y", "p"}             -> result
 *   {"solver": "hand", "state", "optimum"}         -> result
 *   {"solver": name, "arguments": [...]}           -> result of another exported solver (see `direct`)
 *
 * A refusal is answered by {"error": name, "message"}.
 */
import { createInterface } from "node:readline";
import { Assignment } from "../../ot_notebook/js/solvers/assignment.js";
import { bottleneck, wasserstein } from "../../ot_notebook/js/solvers/bottleneck.js";
import { densityDistribution, densityTransport, meanPower, monotoneMap } from "../../ot_notebook/js/solvers/densities.js";
import * as divergences from "../../ot_notebook/js/solvers/divergences.js";
import { cTransform, cTransformBack, dualBound, kantorovichRubinstein } from "../../ot_notebook/js/solvers/duality.js";
import { entropicPath } from "../../ot_notebook/js/solvers/entropicpath.js";
import { erf } from "../../ot_notebook/js/solvers/erf.js";
import * as gaussianLine from "../../ot_notebook/js/solvers/gaussianline.js";
import { gluedPlan } from "../../ot_notebook/js/solvers/glue.js";
import { distribution } from "../../ot_notebook/js/solvers/line.js";
import * as lipschitz from "../../ot_notebook/js/solvers/lipschitz.js";
import { handCost, solveMonge } from "../../ot_notebook/js/solvers/monge.js";
import { simplexSteps } from "../../ot_notebook/js/solvers/pivots.js";
import * as polytope from "../../ot_notebook/js/solvers/polytope.js";
import * as quantile from "../../ot_notebook/js/solvers/quantile.js";
import { transport } from "../../ot_notebook/js/solvers/transport.js";

/** Solvers called with the arguments as they come. */
const direct = {
  bottleneck,
  wasserstein: (x, y, a, b, p) => wasserstein(x, y, a, b, p ?? Infinity),
  cTransform,
  cTransformBack,
  dualBound,
  kantorovichRubinstein,
  entropicPath,
  gluedPlan,
  simplexSteps,
  ...lipschitz,
  ...polytope,
  ...quantile,
  ...divergences,
  ...gaussianLine,
  densityTransport,
  meanPower: (starts, ends, p) => starts.map((start, k) => meanPower(start, ends[k], p)),
  monotoneMap: (pieces, points) => points.map((t) => monotoneMap(pieces, t)),
  densityDistribution: (edges, rho, points, levels) => evaluate(densityDistribution(edges, rho), points, levels),
  distribution: (x, a, points, levels) => evaluate(distribution(x, a), points, levels),
  erf: (points) => points.map(erf),
};

function evaluate({ cdf, quantile: inverse }, points, levels) {
  return { cdf: points.map(cdf), quantile: levels.map(inverse) };
}

const solvers = {
  assignment({ n, cost }) {
    const { columnOf, f, g } = new Assignment(n).solve(cost);
    return { assignment: [...columnOf], f: [...f], g: [...g] };
  },
  transport({ a, b, costs }) {
    const memory = {};
    return costs.map((cost) => {
      const { plan, f, g, ...numbers } = transport(a, b, cost, memory);
      return { ...numbers, plan: [...plan], f: [...f], g: [...g] };
    });
  },
  monge: ({ x, y, p }) => solveMonge(x, y, p),
  hand: ({ state, optimum }) => handCost(state, optimum),
};

function answer(line) {
  const { solver, ...problem } = JSON.parse(line);
  try {
    return solver in direct ? direct[solver](...problem.arguments) : solvers[solver](problem);
  } catch (error) {
    return { error: error.name, message: error.message };
  }
}

function plainArrays(_, value) {
  return ArrayBuffer.isView(value) ? Array.from(value) : value;
}

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(answer(line), plainArrays)}\n`);
}
