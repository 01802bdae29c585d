// Turns long text on a terminal into text in a pager.
import { OutputClosed } from '../errors.ts';
import type { Host, Pager, Sink } from '../host.ts';
import { withoutLinks } from './links.ts';
import type { Outlet } from './write.ts';

/** Quits where a screen is enough, shows colours, and leaves the text on the screen. */
const DEFAULTS = { LESS: 'FRX', LV: '-c' };

/** TURNLINE_PAGER, then PAGER, then less; null where there is to be none. */
export function pagerCommand(env: Host['env']): string | null {
  // Windows has no less of its own.
  const usual = env.OS === 'Windows_NT' ? '' : 'less';
  const command = (env.TURNLINE_PAGER ?? env.PAGER ?? usual).trim();
  return command === '' || command === 'cat' || env.TERM === 'dumb' ? null : command;
}

/** The first screenful is waited for, but not where nothing comes for so long: then somebody watches a log grow. */
const QUIET_MS = 500;
/** No pipe holds so much: once it is written, there is somebody who reads. */
const MORE_THAN_A_PIPE = 1 << 20;

/** A terminal of which it is decided whether to page when there is more than a screenful. */
export class PagedOutlet implements Outlet {
  readonly isTerminal = false;
  readonly isPaged = true;
  readonly #terminal: Sink;
  readonly #start: () => Promise<Pager>;
  readonly #onMissing: () => Promise<void>;
  #state: 'deciding' | 'plain' | Pager = 'deciding';
  /** All that was written, for the terminal; null when it is known that somebody else reads it. */
  #copy: string | null = '';
  #lines = 0;
  #quiet: NodeJS.Timeout | undefined;
  #written: Promise<void> = Promise.resolve();

  constructor(host: Pick<Host, 'stdout' | 'page'>, command: string, onMissing: () => Promise<void>) {
    this.#terminal = host.stdout;
    this.#start = () => host.page(command, DEFAULTS);
    this.#onMissing = onMissing;
  }

  write(text: string | Uint8Array): Promise<void> {
    this.#written = this.#written.then(() => this.#take(String(text)));
    return this.#written;
  }

  /** Settles when the user has seen it all, or has left. */
  async end(): Promise<void> {
    clearTimeout(this.#quiet);
    await this.#written.catch(() => {});
    if (this.#state === 'deciding') await this.#goPlain();
    else if (this.#state !== 'plain' && !(await this.#state.end())) await this.#giveUp();
  }

  async #take(text: string): Promise<void> {
    if (this.#state === 'plain') return this.#terminal.write(text);
    if (this.#copy !== null) this.#copy += text;
    if (this.#state !== 'deciding') return this.#page(this.#state, text);
    const { columns = 80, rows = Number.POSITIVE_INFINITY } = this.#terminal;
    this.#lines += linesOf(text, columns);
    if (this.#lines < rows) this.#expectMore();
    else {
      clearTimeout(this.#quiet);
      this.#state = await this.#start();
      await this.#page(this.#state, this.#copy ?? text);
    }
  }

  async #page(pager: Pager, text: string): Promise<void> {
    try {
      await pager.write(withoutLinks(text));
    } catch (error) {
      if (!(error instanceof OutputClosed) || (await pager.end())) throw error;
      await this.#giveUp();
    }
    if (this.#copy !== null && this.#copy.length > MORE_THAN_A_PIPE) this.#copy = null;
  }

  #expectMore(): void {
    clearTimeout(this.#quiet);
    this.#quiet = setTimeout(() => {
      this.#written = this.#written.then(() => (this.#state === 'deciding' ? this.#goPlain() : undefined));
      this.#written.catch(() => {});
    }, QUIET_MS);
  }

  async #goPlain(): Promise<void> {
    this.#state = 'plain';
    const text = this.#copy;
    this.#copy = null;
    if (text !== null && text !== '') await this.#terminal.write(text);
  }

  async #giveUp(): Promise<void> {
    await this.#onMissing();
    await this.#goPlain();
  }
}

/** How many lines of the terminal a text takes. */
function linesOf(text: string, columns: number): number {
  return withoutLinks(text)
    .replaceAll(/\u001b\[[\d;]*m/g, '')
    .split('\n')
    .slice(0, -1)
    .reduce((sum, { length }) => sum + Math.max(1, Math.ceil(length / columns)), 0);
}
