// Turns a report, a format and a look into text on a sink, in pieces of a useful size.
import type { Sink } from '../host.ts';
import { FORMATS, type TextFormatName } from './formats/index.ts';
import type { Look } from './look.ts';
import type { Report } from './model.ts';
import { visibleLines } from './visible.ts';

export interface Outlet extends Pick<Sink, 'isTerminal' | 'write'> {
  /** Whether what is written is looked at on a terminal all the same, a page at a time. */
  readonly isPaged?: boolean;
}

/** Small writes cost more than the text in them. */
const PIECE = 1 << 16;
/** Where text comes slowly, it is passed on after this time. */
const HELD_MS = 100;

/** Settles when the outlet has taken everything. On a terminal nothing is held back. */
export async function write(
  report: Report,
  format: TextFormatName,
  look: Look,
  outlet: Outlet,
): Promise<void> {
  const { print } = await FORMATS[format].load();
  const pieces = new Pieces(outlet, outlet.isTerminal || report.table.live === true);
  // A table shows text by its own rules, with colours.
  const isShown = (outlet.isTerminal || outlet.isPaged === true) && format !== 'table';
  try {
    for await (const text of print(report, look)) {
      if (isShown) await pieces.add(visibleLines(stringOf(text)));
      else if (typeof text === 'string') await pieces.add(text);
      else await pieces.addBytes(text);
    }
  } finally {
    await pieces.pass();
  }
}

function stringOf(text: string | Uint8Array): string {
  return typeof text === 'string' ? text : Buffer.from(text.buffer, text.byteOffset, text.length).toString();
}

/** Text on its way to an outlet. */
class Pieces {
  readonly #outlet: Outlet;
  readonly #atOnce: boolean;
  #held = '';
  #timer: NodeJS.Timeout | undefined;
  #failure: { readonly error: unknown } | undefined;
  /** Rejected when a write has failed; then every later one fails too. */
  #written: Promise<void> = Promise.resolve();

  /** With `atOnce` nothing is held back. */
  constructor(outlet: Outlet, atOnce: boolean) {
    this.#outlet = outlet;
    this.#atOnce = atOnce;
  }

  async add(text: string): Promise<void> {
    if (this.#failure !== undefined) throw this.#failure.error;
    this.#held += text;
    if (this.#held.length >= PIECE || this.#atOnce) await this.pass();
    else this.#timer ??= setTimeout(() => this.#passLater(), HELD_MS);
  }

  /** Bytes come in pieces of a useful size. */
  async addBytes(text: Uint8Array): Promise<void> {
    if (this.#failure !== undefined) throw this.#failure.error;
    await this.pass();
    this.#written = this.#written.then(() => this.#outlet.write(text));
    await this.#written;
  }

  /** Nobody waits here for a failure: whoever adds next hears of it. */
  #passLater(): void {
    this.pass().catch((error: unknown) => {
      this.#failure ??= { error };
    });
  }

  /** Passes on what is held; settles when it has been taken. */
  pass(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const text = this.#held;
    this.#held = '';
    this.#written = this.#written.then(() => (text === '' ? undefined : this.#outlet.write(text)));
    return this.#written;
  }
}
