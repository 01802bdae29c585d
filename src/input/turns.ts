// Turns work that never waits into work that lets others have their turn now and then: an interrupt, a write.

/** Nobody waits for longer. */
const TURN_MS = 20;

export class Turns {
  #since = performance.now();

  async pass(): Promise<void> {
    if (performance.now() - this.#since <= TURN_MS) return;
    await new Promise((resume) => setImmediate(resume));
    this.#since = performance.now();
  }
}
