// Turns a report into output, in the format and look that the invocation asks for.
import { resolve } from 'node:path';
import { unlessClosed } from '../errors.ts';
import type { Host, Sink } from '../host.ts';
import { FORMATS, type FormatName, isBinary } from '../report/formats/index.ts';
import { followsLinks } from '../report/links.ts';
import { colorLevel, type Look } from '../report/look.ts';
import { messageLine } from '../report/message.ts';
import type { Report } from '../report/model.ts';
import { PagedOutlet, pagerCommand } from '../report/pager.ts';
import { type Outlet, write } from '../report/write.ts';
import { presentBinary } from './binary.ts';
import type { Invocation } from './command.ts';

/** Narrower than this nothing can be laid out. */
const NARROWEST = 20;

export interface Way {
  /** Standard output, unless that is taken. */
  readonly stream?: 'stdout' | 'stderr';
  /** Called before there is any text. */
  begin?(): Promise<void>;
  /** Whether input is read while the report is printed, so that an interrupt ends the reading alone. */
  readonly reads?: boolean;
}

/** Prints a report. */
export async function present(report: Report, invocation: Invocation, way: Way = {}): Promise<void> {
  const { stream = 'stdout', begin, reads = false } = way;
  const format = formatFor(report, invocation);
  if (isBinary(format)) {
    await presentBinary(report, format, invocation);
    return;
  }
  if (!reads) invocation.host.endAtSignal();
  const sink = invocation.host[stream];
  const look = lookOf(invocation, sink);
  await through(invocation, stream, (outlet) =>
    write(report, format, look, begin === undefined ? outlet : after(begin, outlet)),
  );
}

/** Prints text that is no report. */
export async function presentText(text: string, invocation: Invocation): Promise<void> {
  invocation.host.endAtSignal();
  await through(invocation, 'stdout', (outlet) => outlet.write(text));
}

/** Long text on a terminal goes through a pager. */
async function through(
  invocation: Invocation,
  stream: 'stdout' | 'stderr',
  print: (outlet: Outlet) => Promise<void>,
): Promise<void> {
  const { host, options } = invocation;
  const command = stream === 'stdout' && options.pager !== false ? pagerCommand(host.env) : null;
  if (command === null || !host.stdout.isTerminal || host.stdout.rows === undefined) {
    await print(stream === 'stdout' ? host.stdout : beside(host.stderr));
    return;
  }
  const outlet = new PagedOutlet(host, command, () =>
    note([`cannot start the pager ${command}: printing without it`], invocation),
  );
  try {
    await print(outlet);
  } finally {
    await outlet.end();
  }
}

/** Standard output is what the run is for; it goes on where nobody reads what is said on standard error. */
function beside(sink: Sink): Outlet {
  return { isTerminal: sink.isTerminal, write: (text) => sink.write(text).catch(unlessClosed) };
}

function after(begin: () => Promise<void>, outlet: Outlet): Outlet {
  return {
    ...(outlet.isPaged === true && { isPaged: true }),
    isTerminal: outlet.isTerminal,
    write: async (text) => {
      await begin();
      await outlet.write(text);
    },
  };
}

/** Pages are read by people wherever they go; rows go to programs unless a person is at the other end. */
function formatFor(report: Report, { options, host }: Invocation): FormatName {
  const asked = Object.hasOwn(FORMATS, options.format ?? '') ? (options.format as FormatName) : undefined;
  return asked ?? (report.page !== undefined || host.stdout.isTerminal ? 'table' : 'tsv');
}

export function lookOf({ options, host }: Invocation, sink: Sink = host.stdout): Look {
  const level = colorLevel(options.color ?? 'auto', host.env, sink);
  return {
    colorLevel: level,
    width: options.width ?? (sink.columns === undefined ? null : Math.max(NARROWEST, sink.columns)),
    links: linksOf(host, sink, level),
    timeZone: options.tz ?? host.timeZone,
  };
}

function linksOf(host: Host, sink: Sink, level: number): Look['links'] {
  return followsLinks(host.env, sink, level) ? { cwd: resolve(host.cwd), hostName: host.hostName } : null;
}

/** Notes go to stderr, after the output, each on a line of its own. What cannot be noted changes nothing. */
export async function note(notes: readonly string[], { options, host }: Invocation): Promise<void> {
  if (options.quiet === true) return;
  for (const text of notes)
    await host.stderr.write(await messageLine('note', text, host, options.color)).catch(() => {});
}
