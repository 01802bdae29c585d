// Turns texts into values as a Map does, also where many are long and differ only far behind their beginning.

/** The engine makes the hash of a longer text from its length alone (V8: String::kMaxHashCalcLength), so that all of one length collide. */
const MOST_HASHED = 0x3fff;

export class TextMap<Value> {
  readonly #short = new Map<string, Value>();
  /** By a hash of the whole text, those that have it. */
  readonly #long = new Map<number, { readonly text: string; value: Value }[]>();

  get(text: string): Value | undefined {
    if (text.length <= MOST_HASHED) return this.#short.get(text);
    return this.#long.get(hashOf(text))?.find((entry) => entry.text === text)?.value;
  }

  set(text: string, value: Value): void {
    if (text.length <= MOST_HASHED) {
      this.#short.set(text, value);
      return;
    }
    const hash = hashOf(text);
    const entries = this.#long.get(hash);
    const known = entries?.find((entry) => entry.text === text);
    if (known !== undefined) known.value = value;
    else if (entries !== undefined) entries.push({ text, value });
    else this.#long.set(hash, [{ text, value }]);
  }

  *values(): Generator<Value> {
    yield* this.#short.values();
    for (const entries of this.#long.values()) for (const { value } of entries) yield value;
  }

  clear(): void {
    this.#short.clear();
    this.#long.clear();
  }
}

/** Nobody outside can know it, and so choose texts that collide. */
const SEED = Math.trunc(Math.random() * 2 ** 32);

function hashOf(text: string): number {
  let hash = SEED;
  for (let at = 0; at < text.length; at++) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  return hash;
}
