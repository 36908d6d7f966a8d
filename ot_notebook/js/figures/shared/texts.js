/** How numbers are written in programs and in tables. */

/** A list of Python, of numbers or of lists. */
export const list = (values) => `[${values.map((value) => (Array.isArray(value) ? list(value) : value)).join(", ")}]`;

/** An array of NumPy. */
export const array = (values) => `np.array(${list(values)})`;

/** An array of NumPy that holds floats, even if all its numbers are whole. */
export const floats = (values) => `np.array(${list(values)}, float)`;

/** Lines that give inputs of a state their names in a program. */
export const named = (state, names, write = array) => names.map((name) => `${name} = ${write(state[name])}`);

/** Rows of cells under a line of names, separated by commas. */
export const table = (columns, rows) => [columns, ...rows.map((row) => row.join(",")), ""].join("\n");
