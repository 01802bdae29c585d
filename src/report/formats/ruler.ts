// Turns text into the number of terminal columns it takes.

const PLAIN = /^[\x20-\x7e]*$/;

/** Printable ASCII is as wide as it is long; what knows the rest is loaded when there is some. */
export class Ruler {
  #widthOf: ((text: string) => number) | undefined;

  /** Must have settled before `width` is asked about any of the texts. */
  async prepare(texts: readonly string[]): Promise<void> {
    if (this.#widthOf !== undefined || texts.every((text) => PLAIN.test(text))) return;
    this.#widthOf = (await import('string-width')).default;
  }

  width(text: string): number {
    return this.#widthOf === undefined || PLAIN.test(text) ? text.length : this.#widthOf(text);
  }
}
