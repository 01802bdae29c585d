// Turns how far reading has come into a line on a terminal that is redrawn, and is gone when there is something to print.
import type { Host } from '../host.ts';
import { ERASE } from './foot.ts';
import { whole } from './shown.ts';

/** What is over sooner needs no word. */
const PATIENCE_MS = 1_000;
/** At most five times a second. */
const REDRAW_MS = 200;

export interface Reading {
  readonly records: number;
  readonly bytes: number;
  /** Of all that is to be read; undefined where that is not known. */
  readonly size: number | undefined;
}

export class Progress {
  readonly #host: Pick<Host, 'stderr' | 'stopwatchMs'>;
  readonly #started: number;
  #due: number;
  #drawn = false;

  /** `wanted` is false where the user wants no word. */
  constructor(host: Pick<Host, 'stderr' | 'stopwatchMs' | 'env'>, wanted: boolean) {
    this.#host = host;
    this.#started = host.stopwatchMs();
    const shows = wanted && host.stderr.isTerminal && host.env.TERM !== 'dumb';
    this.#due = shows ? this.#started + PATIENCE_MS : Number.POSITIVE_INFINITY;
  }

  /** `reading` is asked only when it is time for a word. */
  async tell(reading: () => Promise<Reading>): Promise<void> {
    if (this.#due === Number.POSITIVE_INFINITY || this.#host.stopwatchMs() < this.#due) return;
    const { stderr } = this.#host;
    const text = progressText(await reading());
    // Asking takes time, in which output may have begun.
    if (this.#due === Number.POSITIVE_INFINITY) return;
    this.#due = this.#host.stopwatchMs() + REDRAW_MS;
    this.#drawn = true;
    // A line that fills the terminal would wrap, and could not be erased.
    await stderr.write(ERASE + text.slice(0, (stderr.columns ?? 80) - 1)).catch(() => {});
  }

  /** Erases the line; there will be no other. */
  async end(): Promise<void> {
    this.#due = Number.POSITIVE_INFINITY;
    if (!this.#drawn) return;
    this.#drawn = false;
    await this.#host.stderr.write(ERASE).catch(() => {});
  }
}

export function progressText({ records, bytes, size }: Reading): string {
  const so = `${whole(records)} record${records === 1 ? '' : 's'}`;
  if (size === undefined || size === 0) return `reading: ${so}`;
  return `reading ${Math.min(100, Math.floor((100 * bytes) / size))} % of ${byteSize(size)}, ${so}`;
}

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'];

function byteSize(bytes: number): string {
  const power = Math.min(UNITS.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  const amount = bytes / 1000 ** power;
  return `${power === 0 ? amount : amount.toFixed(1)} ${UNITS[power]}`;
}
