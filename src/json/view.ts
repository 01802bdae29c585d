// Turns bytes into a view that reads several at once; the same bytes are asked for again and again.

export class View {
  #bytes: Buffer = Buffer.alloc(0);
  #view = viewOf(this.#bytes);

  of(bytes: Buffer): DataView {
    if (bytes !== this.#bytes) {
      this.#bytes = bytes;
      this.#view = viewOf(bytes);
    }
    return this.#view;
  }
}

export function viewOf({ buffer, byteOffset, length }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, length);
}
