// Turns a report into output, in the format and look that the invocation asks for.
import { FORMATS, type FormatName } from '../report/formats/index.ts';
import { colorLevel, type Look } from '../report/look.ts';
import type { Report } from '../report/model.ts';
import { visible } from '../report/visible.ts';
import { write } from '../report/write.ts';
import type { Invocation } from './command.ts';

/** Prints a report on standard output, or on another sink where that is taken. */
export async function present(
  report: Report,
  invocation: Invocation,
  sink = invocation.host.stdout,
): Promise<void> {
  await write(report, formatFor(report, invocation), lookOf(invocation), sink);
}

/** Pages are read by people wherever they go; rows go to programs unless a person is at the other end. */
function formatFor(report: Report, { options, host }: Invocation): FormatName {
  const asked = Object.hasOwn(FORMATS, options.format ?? '') ? (options.format as FormatName) : undefined;
  return asked ?? (report.page !== undefined || host.stdout.isTerminal ? 'table' : 'tsv');
}

export function lookOf({ options, host }: Invocation): Look {
  return {
    colorLevel: colorLevel(options.color ?? 'auto', host.env, host.stdout),
    width: options.width ?? host.stdout.columns ?? null,
    // Asking for it loads tables of the world's zones, and few reports show a date.
    get timeZone() {
      return options.tz ?? host.timeZone;
    },
  };
}

/** Notes go to stderr, after the output, each on a line of its own. */
export async function note(notes: readonly string[], { options, host }: Invocation): Promise<void> {
  if (options.quiet === true) return;
  for (const text of notes) await host.stderr.write(`turnline: ${visible(text)}\n`);
}
