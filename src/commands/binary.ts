// Turns a report into the bytes of a file, or of a pipe where that was asked for.
import { TurnlineError } from '../errors.ts';
import { STDIN } from '../input/source.ts';
import { OutputFile } from '../report/file.ts';
import { type BinaryFormatName, FORMATS, formatsOf, isBinary } from '../report/formats/index.ts';
import type { Report } from '../report/model.ts';
import type { Command, Invocation } from './command.ts';

/** Called before anything is read, since reading may take long. */
export function rejectMisplaced({ prints }: Command, { options, given, host }: Invocation): void {
  if (prints?.includes('columns') !== true) return;
  const { format, out, follow, validOut, invalidOut } = options;
  const name = formatsOf('columns').find((one) => one === format);
  if (name === undefined || !isBinary(name)) {
    if (given.out === undefined) return;
    throw new TurnlineError(
      'usage',
      `--out goes with --format ${formatsOf('columns').join(' or ')}; what other formats print goes to standard output`,
    );
  }
  const wrong = (reason: string): TurnlineError => new TurnlineError('usage', reason);
  if (follow === true) throw wrong(`--format ${name} makes a file that has an end, and --follow has none`);
  if (out === undefined)
    throw wrong(`--format ${name} is binary: name a file by --out, or - to write into a pipe`);
  if (out === STDIN && host.stdout.isTerminal)
    throw wrong(`standard output is a terminal, and ${name} is binary: name a file by --out`);
  if (out === validOut || out === invalidOut)
    throw wrong('--out cannot be the same as --valid-out or --invalid-out');
}

export async function presentBinary(
  report: Report,
  format: BinaryFormatName,
  { options: { out = STDIN }, host }: Invocation,
): Promise<void> {
  const { print } = await FORMATS[format].load();
  if (out === STDIN) {
    for await (const bytes of print(report)) await host.stdout.write(bytes);
    return;
  }
  const file = new OutputFile(out, host);
  try {
    for await (const bytes of print(report)) await file.write(bytes);
  } catch (error) {
    await file.abandon();
    throw error;
  }
  await file.finish();
}
