// Turns the records of batches into two files: those that are right, and those that are wrong or no messages.
import { resolve } from 'node:path';
import { OutputClosed, TurnlineError } from '../errors.ts';
import { STDIN } from '../input/source.ts';
import { OutputFile } from '../report/file.ts';
import type { Batch } from '../scan/batch.ts';
import type { Invocation } from './command.ts';
import { forSink } from './raw.ts';

/** Takes bytes, and is told when there will be no more. */
interface Outlet {
  write(bytes: Uint8Array): Promise<void>;
  finish(): Promise<void>;
  abandon(): Promise<void>;
}

/** Standard output is never done, and nothing of it can be taken back. */
const ENDLESS = { finish: async () => {}, abandon: async () => {} };

type Verdict = 'valid' | 'invalid';

export class Quarantine {
  readonly #outlets: Readonly<Partial<Record<Verdict, Outlet>>>;
  /** Whether records go to standard output, so that nothing else may. */
  readonly takesStdout: boolean;

  readonly #names: readonly string[];
  #finished = false;

  constructor({ options, host }: Invocation) {
    const { validOut, invalidOut } = options;
    if (validOut !== undefined && validOut === invalidOut) {
      throw new TurnlineError('usage', '--valid-out and --invalid-out cannot be the same');
    }
    this.#names = [validOut, invalidOut].filter((name) => name !== undefined);
    this.takesStdout = validOut === STDIN || invalidOut === STDIN;
    const outlet = (name: string): Outlet =>
      name === STDIN
        ? { write: (bytes) => host.stdout.write(forSink(bytes, host.stdout)), ...ENDLESS }
        : new OutputFile(resolve(host.cwd, name), name);
    this.#outlets = {
      ...(validOut !== undefined && { valid: outlet(validOut) }),
      ...(invalidOut !== undefined && { invalid: outlet(invalidOut) }),
    };
  }

  /** Which records scanning must keep. */
  get wants(): Readonly<Record<Verdict, boolean>> {
    return { valid: this.#outlets.valid !== undefined, invalid: this.#outlets.invalid !== undefined };
  }

  async take({ kept }: Batch): Promise<void> {
    for (const verdict of ['valid', 'invalid'] as const) {
      if (kept[verdict].length > 0) await this.#outlets[verdict]?.write(Buffer.concat(kept[verdict]));
    }
  }

  async finish(): Promise<void> {
    await this.#outlets.valid?.finish();
    await this.#outlets.invalid?.finish();
    this.#finished = true;
  }

  /** Leaves no files, after a failure, and gives what is to be told of it: that nobody reads on is one where files were asked for. */
  async abandon(failure: unknown): Promise<unknown> {
    if (this.#finished) return failure;
    await this.#outlets.valid?.abandon();
    await this.#outlets.invalid?.abandon();
    const files = this.#names.filter((name) => name !== STDIN);
    if (!(failure instanceof OutputClosed) || files.length === 0) return failure;
    const what = `${files.join(' and ')} ${files.length === 1 ? 'is' : 'are'} not written`;
    return new TurnlineError('input', `${what}: whoever reads the output went away before the end`);
  }
}
