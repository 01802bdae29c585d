// Names a map that holds no more than so many keys: the one that came first makes room for the next.

export class Recent<Value> {
  readonly #most: number;
  readonly #map = new Map<string, Value>();

  constructor(most: number) {
    this.#most = most;
  }

  get(key: string): Value | undefined {
    return this.#map.get(key);
  }

  /** Gives the value that had to make room. */
  set(key: string, value: Value): Value | undefined {
    this.#map.set(key, value);
    if (this.#map.size <= this.#most) return undefined;
    const [first] = this.#map;
    if (first === undefined) return undefined;
    this.#map.delete(first[0]);
    return first[1];
  }

  values(): Iterable<Value> {
    return this.#map.values();
  }
}
