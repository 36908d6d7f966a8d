/**
 * Heavy work off the main thread. The worker's bundled source comes as text and runs from a blob, so it works from
 * any host, from a file and in Jupyter. The worker answers an input with `{progress}` messages and one `{output}`
 * or `{error}`. It stays for the next input until it is cancelled or closed.
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
      this.#worker ??= this.#start();
      this.#worker.onmessage = ({ data }) => {
        if ("progress" in data) onprogress(data.progress);
        else this.#settle(() => ("error" in data ? reject(new Error(data.error)) : resolve(data.output)));
      };
      this.#worker.onerror = () => this.#stop(() => reject(new Error("the worker did not start")));
      this.#worker.postMessage(input);
    });
  }

  cancel() {
    const reject = this.#reject;
    if (reject) this.#stop(() => reject(new DOMException("cancelled", "AbortError")));
  }

  /** Cancels and lets the worker go. */
  close() {
    this.cancel();
    this.#stop(() => {});
  }

  #start() {
    const url = URL.createObjectURL(new Blob([this.#source], { type: "text/javascript" }));
    const worker = new Worker(url);
    URL.revokeObjectURL(url);
    return worker;
  }

  #stop(settle) {
    this.#worker?.terminate();
    this.#worker = null;
    this.#settle(settle);
  }

  #settle(settle) {
    this.#reject = null;
    settle();
  }
}
