// Turns items, however many, into the few largest of them.

/** The first of equal items is kept. */
export class Largest<Item> {
  /** The largest first. */
  readonly items: Item[] = [];
  readonly #most: number;
  readonly #sizeOf: (item: Item) => number;

  constructor(most: number, sizeOf: (item: Item) => number) {
    this.#most = most;
    this.#sizeOf = sizeOf;
  }

  add(item: Item): void {
    const { items } = this;
    const size = this.#sizeOf(item);
    if (items.length === this.#most && size <= this.#sizeOf(items.at(-1)!)) return;
    const place = items.findIndex((one) => this.#sizeOf(one) < size);
    items.splice(place < 0 ? items.length : place, 0, item);
    if (items.length > this.#most) items.pop();
  }
}
