// Turns a pipe into the chunks that come through it, all in the same memory: each is good until the next is asked for.
import { type OnReadOpts, Socket, type SocketConstructorOpts } from 'node:net';

const CHUNK_BYTES = 1 << 16;

type Arrival = { readonly length: number } | { readonly error: Error } | 'end';

/** `fd` is a pipe or a socket. The stream that Node makes of it would leave each chunk to the collector. */
export class PipeReader {
  readonly #buffer = Buffer.allocUnsafeSlow(CHUNK_BYTES);
  readonly #socket: Socket;
  readonly #arrived: Arrival[] = [];
  #wake: () => void = () => {};

  constructor(fd: number) {
    const onread: OnReadOpts = {
      buffer: this.#buffer,
      callback: (length) => {
        this.#arrive({ length });
        // No more until this was taken.
        return false;
      },
    };
    // The types know of it for connections only.
    const options: SocketConstructorOpts & { onread: OnReadOpts } = {
      fd,
      readable: true,
      writable: false,
      onread,
    };
    this.#socket = new Socket(options);
    this.#socket.on('end', () => this.#arrive('end'));
    this.#socket.on('close', () => this.#arrive('end'));
    this.#socket.on('error', (error) => this.#arrive({ error }));
    this.#socket.resume();
  }

  async *chunks(): AsyncGenerator<Uint8Array> {
    for (;;) {
      const arrival = this.#arrived.shift();
      if (arrival === undefined) {
        await new Promise<void>((wake) => {
          this.#wake = wake;
        });
        continue;
      }
      if (arrival === 'end') return;
      if ('error' in arrival) throw arrival.error;
      yield this.#buffer.subarray(0, arrival.length);
      this.#socket.resume();
    }
  }

  /** It no longer keeps the process alive. */
  unref(): void {
    this.#socket.unref();
  }

  #arrive(arrival: Arrival): void {
    this.#arrived.push(arrival);
    this.#wake();
  }
}
