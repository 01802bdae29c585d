// Turns the records of batches into two files: those that are right, and those that are wrong or no messages.
import { resolve } from 'node:path';
import { TurnlineError } from '../errors.ts';
import { STDIN } from '../input/source.ts';
import { OutputFile } from '../report/file.ts';
import type { Batch } from '../scan/batch.ts';
import type { Invocation } from './command.ts';
import { forSink } from './raw.ts';

/** Takes bytes, and is told when there will be no more. */
interface Outlet {
  write(bytes: Uint8Array): Promise<void>;
  finish(): Promise<void>;
}

type Verdict = 'valid' | 'invalid';

export class Quarantine {
  readonly #outlets: Readonly<Partial<Record<Verdict, Outlet>>>;
  /** Whether records go to standard output, so that nothing else may. */
  readonly takesStdout: boolean;

  constructor({ options, host }: Invocation) {
    const { validOut, invalidOut } = options;
    if (validOut !== undefined && validOut === invalidOut) {
      throw new TurnlineError('usage', '--valid-out and --invalid-out cannot be the same');
    }
    this.takesStdout = validOut === STDIN || invalidOut === STDIN;
    const outlet = (name: string): Outlet =>
      name === STDIN
        ? { write: (bytes) => host.stdout.write(forSink(bytes, host.stdout)), finish: async () => {} }
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
  }
}
