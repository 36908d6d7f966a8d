/**
 * The JavaScript solvers as a filter: one JSON request a line in, one JSON answer a line out.
 *
 *   {"solver": "assignment", "n", "cost"}          -> {"assignment", "f", "g"}
 *   {"solver": "transport", "a", "b", "costs"}     -> [result, ...], each cost solved from the basis before
 *   {"solver": "monge", "x", "y", "p"}             -> result
 *   {"solver": "hand", "state", "optimum"}         -> result
 *
 * A refusal is answered by {"error": name, "message"}.
 */
import { createInterface } from "node:readline";
import { Assignment } from "../../ot_notebook/js/solvers/assignment.js";
import { handCost, solveMonge } from "../../ot_notebook/js/solvers/monge.js";
import { transport } from "../../ot_notebook/js/solvers/transport.js";

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
    return solvers[solver](problem);
  } catch (error) {
    return { error: error.name, message: error.message };
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(answer(line))}\n`);
}
