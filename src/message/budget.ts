// Turns the length of a record into how much may be gone through to find the messages in it.

/**
 * Layers may be guessed in several ways each, which multiply, and what is packed may be a thousand times as long. Each
 * byte of a record is gone through this often at most, and what has no end by then is no message.
 */
const MOST_VISITS = 64;
const LEAST_BYTES = 1 << 20;
/** To read the shortest document takes as long as to go through so many bytes. */
const DOCUMENT_COST = 256;

export class Budget {
  #bytes = 0;

  /** For a record of so many bytes. */
  renew(length: number): void {
    this.#bytes = length * MOST_VISITS + LEAST_BYTES;
  }

  /** Whether so many more bytes may be gone through. */
  allows(length: number): boolean {
    this.#bytes -= length;
    return this.#bytes >= 0;
  }

  allowsDocument(): boolean {
    return this.allows(DOCUMENT_COST);
  }
}
