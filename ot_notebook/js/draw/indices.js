/** Raised and lowered characters, which the text face lacks, and what is set in their place. */
const LEVELS = { sub: ["₀₁₂₃₄₅₆₇₈₉ₙₚ", "0123456789np"], sup: ["⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789−"] };
const RUNS = new RegExp(`([${LEVELS.sub[0]}]+)|([${LEVELS.sup[0]}]+)`);

/** A whole number as an index: 12 is ₁₂. */
export const index = (k) => String(k).replace(/\d/g, (digit) => LEVELS.sub[0][digit]);

/** A text in pieces `[string, role]`, role "sub", "sup" or null: "W₂ ≤ 10⁻³" is W, 2 lowered, ≤ 10, −3 raised. */
export function pieces(text) {
  const found = RUNS.exec(text);
  if (!found) return text ? [[text, null]] : [];
  const [run, low] = found, role = low ? "sub" : "sup", [from, to] = LEVELS[role], before = text.slice(0, found.index);
  const plain = Array.from(run, (character) => to[from.indexOf(character)]).join("");
  return [...(before ? [[before, null]] : []), [plain, role], ...pieces(text.slice(found.index + run.length))];
}
