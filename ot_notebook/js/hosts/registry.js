/** Figure definitions of a page by name; each comes with a script that is inserted once, when first needed. */

const waiting = new Map();

export function define(definition) {
  entry(definition.name).resolve(definition);
}

/** The definition of a figure; `base` is where page.js came from. */
export function load(name, base) {
  const { promise, started, reject } = entry(name);
  if (!started) {
    waiting.get(name).started = true;
    const script = document.createElement("script");
    script.src = new URL(`figures/${name}.js`, base).href;
    script.onerror = () => {
      waiting.delete(name);
      script.remove();
      reject(new Error(`the script of the figure '${name}' could not be loaded`));
    };
    document.head.append(script);
  }
  return promise;
}

function entry(name) {
  if (!waiting.has(name)) {
    const made = { started: false };
    made.promise = new Promise((resolve, reject) => Object.assign(made, { resolve, reject }));
    waiting.set(name, made);
  }
  return waiting.get(name);
}
