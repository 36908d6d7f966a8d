/** Permalinks: `#<id of the figure>=<base64url of the state as JSON>`. */

export function encode(state) {
  const bytes = new TextEncoder().encode(JSON.stringify(state));
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** The state in the text of a permalink; throws in words if it holds none. */
export function decode(text) {
  let state;
  try {
    const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    state = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(Uint8Array.from(binary, (c) => c.charCodeAt(0))));
  } catch {
    throw new RangeError("its text is damaged");
  }
  if (state === null || typeof state !== "object" || Array.isArray(state)) throw new RangeError("it holds no state");
  return state;
}

/** `{id, text}` of the figure that a fragment addresses, or null. */
export function address(hash) {
  const match = /^#([^=]+)=(.*)$/.exec(hash);
  try {
    return match && { id: decodeURIComponent(match[1]), text: match[2] };
  } catch {
    return null;
  }
}
