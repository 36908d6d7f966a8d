/** Input checks shared by the solvers; wording follows `solver: 'argument' must ..., got ...`. */

/**
 * Throws unless `values` is an array or typed array of `length` finite numbers.
 *
 * @param {string} solver name that opens the message
 * @param {string} argument name of the argument
 * @param {ArrayLike<number>} values
 * @param {number} length expected number of entries
 * @throws {TypeError} if `values` has no length
 * @throws {RangeError} if the length is wrong or an entry is not finite
 */
export function checkFinite(solver, argument, values, length) {
  checkLength(solver, argument, values, length);
  for (let k = 0; k < length; k++) {
    if (!Number.isFinite(values[k])) {
      throw new RangeError(`${solver}: '${argument}' must be finite, got ${values[k]} at entry ${k}`);
    }
  }
}

function checkLength(solver, argument, values, length) {
  if (typeof values?.length !== "number" || typeof values === "string") {
    throw new TypeError(`${solver}: '${argument}' must be an array of numbers, got ${typeof values}`);
  }
  if (values.length !== length) {
    throw new RangeError(`${solver}: '${argument}' must have ${length} entries, got ${values.length}`);
  }
}

/**
 * Throws unless `cost` is an array of `length` numbers above -Infinity; Infinity forbids a pair.
 *
 * @param {string} solver
 * @param {ArrayLike<number>} cost
 * @param {number} length
 * @throws {TypeError|RangeError} as checkFinite
 */
export function checkCost(solver, cost, length) {
  checkLength(solver, "cost", cost, length);
  for (let k = 0; k < length; k++) {
    if (cost[k] > -Infinity) continue;
    throw new RangeError(`${solver}: 'cost' must be above -Infinity and not NaN, got ${cost[k]} at entry ${k}`);
  }
}

/**
 * Throws unless `count` is a whole number of at least one.
 *
 * @param {string} solver
 * @param {string} argument
 * @param {number} count
 * @throws {RangeError}
 */
export function checkCount(solver, argument, count) {
  if (!Number.isInteger(count) || count < 1) {
    throw new RangeError(`${solver}: '${argument}' must be a whole number of at least 1, got ${count}`);
  }
}
