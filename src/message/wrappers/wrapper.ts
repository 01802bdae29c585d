// Names what a wrapper is: a JSON document that somebody puts around payloads, and the places in it where these stand.

export interface Wrapper {
  /** What `help formats` calls it. */
  readonly name: string;
  /** JSON Pointers to payloads, as objects, arrays, or strings that hold them; `*` stands for every member or item. */
  readonly payloads: readonly string[];
  /** A name that the document must have too, where the others alone could be anybody's. */
  readonly beside?: string;
}
