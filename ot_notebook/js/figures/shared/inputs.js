/** Checks of a figure's inputs, and their wording: `figure: 'input' must ..., got ...`. */
import { rounded } from "../../draw/scale.js";
import { without } from "./sides.js";
import { STEPS, apportioned, areEqual, equal, shares, total } from "./weights.js";

const MASS_TOLERANCE = 1e-6;
const NOUNS = { x: "source", y: "target" };

/** Every method throws a RangeError that names the figure. A range is `[low, high]`, without `high` only bounded below. */
export class Inputs {
  #figure;

  constructor(figure) {
    this.#figure = figure;
  }

  refuse(reason) {
    throw new RangeError(`${this.#figure}: ${reason}`);
  }

  #must(name, demand, value) {
    this.refuse(`'${name}' must ${demand}, got ${JSON.stringify(value)}`);
  }

  /** The state with the inputs of a part; refuses a part with an input that is not one of `names`. */
  merged(state, part, names) {
    const strange = Object.keys(part).find((name) => !names.includes(name));
    if (strange !== undefined) this.refuse(`there is no input '${strange}'; inputs are ${names.join(", ")}`);
    return { ...state, ...part };
  }

  /** A number as it is; `also` tells what else the input may be. */
  number(name, value, [low, high = Infinity], also = "") {
    const range = high === Infinity ? `of at least ${low}` : `from ${low} to ${high}`;
    if (!(Number.isFinite(value) && value >= low && value <= high)) this.#must(name, `be a number ${range}${also}`, value);
    return value;
  }

  /** A number, rounded to four decimals. */
  decimal(name, value, range) {
    return rounded(this.number(name, value, range));
  }

  whole(name, value, [low, high], also = "") {
    const fits = Number.isInteger(value) && value >= low && value <= high;
    if (!fits) this.#must(name, `be a whole number from ${low} to ${high}${also}`, value);
    return value + 0;
  }

  /** One of at least two options. */
  choice(name, value, options) {
    const quoted = options.map((option) => JSON.stringify(option)), last = quoted.pop();
    if (!options.includes(value)) this.#must(name, `be ${quoted.join(", ")} or ${last}`, value);
    return value;
  }

  flag(name, value) {
    if (typeof value !== "boolean") this.#must(name, "be true or false", value);
    return value;
  }

  /** A list of `count` items, or of `[least, most]`, called by their noun; `check(name, item)` gives each checked. */
  list(name, value, count, noun, check) {
    const [least, most] = [count].flat(), own = Array.isArray(value);
    if (!(own && value.length >= least && value.length <= (most ?? least))) {
      this.#must(name, `be a list of ${least}${most ? ` to ${most}` : ""} ${noun}`, own ? value.length : value);
    }
    return value.map((item, k) => check(`${name}[${k}]`, item));
  }

  /** A list of numbers, rounded to four decimals. */
  decimals(name, value, count, noun, range) {
    return this.list(name, value, count, noun, (at, number) => this.decimal(at, number, range));
  }

  /** 1 to `most` points of a window `{x: [low, high], y: [low, high]}`, rounded to four decimals. */
  points(name, value, window, most) {
    return this.list(name, value, [1, most], "points", (at, point) => this.#point(at, point, window));
  }

  #point(name, value, { x, y }) {
    if (!Array.isArray(value) || value.length !== 2 || !value.every(Number.isFinite)) this.#must(name, "be two finite numbers", value);
    const [u, v] = value.map(rounded), inside = (t, [low, high]) => t >= low && t <= high;
    if (!inside(u, x) || !inside(v, y)) {
      this.refuse(`'${name}' must lie in [${x.join(", ")}] × [${y.join(", ")}], got (${u}, ${v})`);
    }
    return [u, v];
  }

  /** Checked weights, not all of which may be 0. */
  positive(name, weights) {
    if (!weights.some((weight) => weight > 0)) this.refuse(`'${name}' must have a weight above 0`);
    return weights;
  }

  /** Weights of mass 1, apportioned unless all are equal; at least so many steps each. */
  unitWeights(name, value, count, leastSteps = 0) {
    const weights = this.list(name, value, count, "weights", (at, weight) => this.number(at, weight, [leastSteps / STEPS]));
    const mass = total(weights);
    if (Math.abs(mass - 1) > MASS_TOLERANCE) this.refuse(`'${name}' must have mass 1, got ${mass.toPrecision(4)}`);
    return areEqual(weights) ? equal(count) : apportioned(shares(weights), leastSteps);
  }

  /** The part that adds a point to a side of at most `most`. */
  lengthened(state, side, point, most) {
    if (state[side].length >= most) this.refuse(`at most ${most} points a side`);
    return { [side]: [...state[side], point] };
  }

  /** The part that removes the k-th point of a side, which keeps its last one. */
  shortened(state, side, k, noun = NOUNS[side]) {
    if (state[side].length === 1) this.refuse(`the last ${noun} cannot be removed`);
    return { [side]: without(state[side], k) };
  }
}
