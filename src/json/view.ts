// Turns bytes into a view that reads several at once; the same bytes are asked for again and again.

export class View {
  #view = new DataView<ArrayBufferLike>(new ArrayBuffer(0));

  of({ buffer, byteOffset, length }: Buffer): DataView<ArrayBufferLike> {
    if (this.#view.buffer !== buffer || this.#view.byteOffset !== byteOffset)
      this.#view = new DataView(buffer, byteOffset, length);
    return this.#view;
  }
}
