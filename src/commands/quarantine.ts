// Turns the records of batches into two files: those that are right, and those that are wrong or no messages.
import { OutputClosed, TurnlineError } from '../errors.ts';
import { STDIN } from '../input/source.ts';
import { notWritten, OutputFile } from '../report/file.ts';
import type { Batch } from '../scan/batch.ts';
import type { Invocation } from './command.ts';
import { forSink } from './raw.ts';

type Verdict = 'valid' | 'invalid';

export class Quarantine {
  readonly #outlets: Readonly<Partial<Record<Verdict, Pick<OutputFile, 'write'>>>>;
  /** Whether records go to standard output, so that nothing else may. */
  readonly takesStdout: boolean;

  readonly #files: readonly OutputFile[];
  readonly #isCut: () => boolean;
  #finished = false;
  #notWritten = false;

  constructor({ options, host }: Invocation) {
    const { validOut, invalidOut } = options;
    if (validOut !== undefined && validOut === invalidOut) {
      throw new TurnlineError('usage', '--valid-out and --invalid-out cannot be the same');
    }
    this.takesStdout = validOut === STDIN || invalidOut === STDIN;
    const files: OutputFile[] = [];
    const outlet = (name: string): Pick<OutputFile, 'write'> => {
      if (name === STDIN) return { write: (bytes) => host.stdout.write(forSink(bytes, host.stdout)) };
      const file = new OutputFile(name, host);
      files.push(file);
      return file;
    };
    this.#outlets = {
      ...(validOut !== undefined && { valid: outlet(validOut) }),
      ...(invalidOut !== undefined && { invalid: outlet(invalidOut) }),
    };
    this.#files = files;
    // A log that is followed has no other end than an interruption.
    this.#isCut = () => host.interrupt.aborted && options.follow !== true;
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

  /** Puts the files in their places; leaves none where an interruption cut the reading short. */
  async finish(): Promise<void> {
    this.#notWritten = this.#isCut();
    if (this.#notWritten) await this.#leaveNone();
    else await OutputFile.finishAll(this.#files);
    this.#finished = true;
  }

  /** What the report does not show of the files. */
  notes(): string[] {
    return this.#notWritten && this.#files.length > 0 ? [this.#sayNotWritten()] : [];
  }

  /** Leaves no files after a failure. Returns what to report: that the reader went away is a failure where files were asked for. */
  async abandon(failure: unknown): Promise<unknown> {
    if (this.#finished) return failure;
    await this.#leaveNone();
    if (!(failure instanceof OutputClosed) || this.#files.length === 0) return failure;
    return new TurnlineError(
      'input',
      `${this.#sayNotWritten()}: the reader of the output closed it before the end`,
    );
  }

  async #leaveNone(): Promise<void> {
    await Promise.all(this.#files.map((file) => file.abandon()));
  }

  #sayNotWritten(): string {
    return notWritten(this.#files.map(({ name }) => name));
  }
}
