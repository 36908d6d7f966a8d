import assert from "node:assert/strict";
import { test } from "node:test";
import { address, decode, encode } from "../../../ot_notebook/js/hosts/permalink.js";

test("what was encoded comes back, in characters that a URL keeps", () => {
  for (const state of [{}, { x: [[0.1, 1.5]], p: 2.5, mode: "hand", drawn: [null, 3] }, { text: "µ → ν ÿ~?" }]) {
    const code = encode(state);
    assert.match(code, /^[\w-]*$/);
    assert.deepEqual(decode(code), state);
  }
});

test("damaged texts are refused in words", () => {
  const whole = encode({ p: 2, mode: "hand" });
  for (const bad of [whole.slice(0, -5), "%%%", "bm90IGpzb24", "é"]) assert.throws(() => decode(bad), /its text is damaged/);
  for (const bad of [[], null, 3]) assert.throws(() => decode(encode(bad)), /it holds no state/);
});

test("the address of a fragment", () => {
  assert.deepEqual(address("#fig-assignment=abc"), { id: "fig-assignment", text: "abc" });
  assert.equal(address("#fig-assignment"), null);
  assert.equal(address(""), null);
  assert.equal(address("#%E0%A4%A=abc"), null);
});
