/**
 * Heavy work off the main thread. The worker's bundled source comes as text and runs from a blob, so it works from
 * any host, from a file and in Jupyter. The worker answers an input with `{progress}` messages and one `{output}`
 * or `{error}`.
 */
export class Task {
  #source;
  #worker = null;
  #reject = null;

  constructor(source) {
    this.#source = source;
  }

  get running() {
    return this.#reject !== null;
  }

  /** Runs one input; `onprogress` is told shares from 0 to 1. Rejects with an AbortError when cancelled. */
  run(input, onprogress = () => {}) {
    this.cancel();
    return new Promise((resolve, reject) => {
      this.#reject = reject;
      this.#worker = this.#start();
      this.#worker.onmessage = ({ data }) => {
        if ("progress" in data) onprogress(data.progress);
        else this.#finish(() => ("error" in data ? reject(new Error(data.error)) : resolve(data.output)));
      };
      this.#worker.onerror = () => this.#finish(() => reject(new Error("the worker did not start")));
      this.#worker.postMessage(input);
    });
  }

  cancel() {
    const reject = this.#reject;
    this.#finish(() => reject?.(new DOMException("cancelled", "AbortError")));
  }

  #start() {
    const url = URL.createObjectURL(new Blob([this.#source], { type: "text/javascript" }));
    const worker = new Worker(url);
    URL.revokeObjectURL(url);
    return worker;
  }

  #finish(settle) {
    this.#worker?.terminate();
    this.#worker = this.#reject = null;
    settle();
  }
}
