// Turns captures into a page on how each is written, and how the messages in it were got at.
import type { Exit } from '../errors.ts';
import { interruptionOf } from '../host.ts';
import { MAX_RECORD_BYTES } from '../limits.ts';
import { type Block, blank, type Column, line, tableOf, tone } from '../report/model.ts';
import { instant } from '../report/shown.ts';
import { type Explanation, explain, type Path } from '../scan/explain.ts';
import { reasonOf } from '../scan/scan.ts';
import type { Invocation } from './command.ts';
import { sourcesFor } from './gather.ts';
import { count, interruptionNotes } from './outcome.ts';
import { lookOf, note, present } from './present.ts';

export async function run(invocation: Invocation): Promise<Iterable<Exit>> {
  const { options, host } = invocation;
  const explanations: Explanation[] = [];
  const unreadable: string[] = [];
  for (const source of await sourcesFor(invocation)) {
    if (host.interrupt.aborted) break;
    const reading = {
      maxRecordBytes: options.maxRecord ?? MAX_RECORD_BYTES,
      at: options.at,
      interrupt: host.interrupt,
    };
    try {
      explanations.push(await explain(source, reading));
    } catch (error) {
      const reason = reasonOf(error);
      if (reason === null) throw error;
      unreadable.push(`${source.name}: cannot be read: ${reason}`);
    }
  }
  const rows = explanations.flatMap(({ source, layers, paths }) =>
    paths.map((path) => ({ source, layers, path })),
  );
  const { timeZone } = lookOf(invocation);
  await present({ table: tableOf(COLUMNS, rows), page: () => pageOf(explanations, timeZone) }, invocation);
  await note([...unreadable, ...interruptionNotes(host)], invocation);
  const found = rows.some(({ path }) => path.holds === 'message');
  return [unreadable.length > 0 || !found ? 'input' : 'ok', ...interruptionOf(host)];
}

interface Row {
  readonly source: string;
  readonly layers: Explanation['layers'];
  readonly path: Path;
}

const COLUMNS: Column<Row>[] = [
  { key: 'source', title: 'source', kind: 'text', seen: 'both', value: ({ source }) => source },
  {
    key: 'packing',
    title: 'packing',
    kind: 'text',
    seen: 'both',
    value: ({ layers }) => layers?.packing ?? null,
  },
  {
    key: 'encoding',
    title: 'encoding',
    kind: 'text',
    seen: 'both',
    value: ({ layers }) => layers?.encoding ?? null,
  },
  {
    key: 'transport',
    title: 'transport',
    kind: 'text',
    seen: 'both',
    value: ({ layers }) => layers?.transport ?? null,
  },
  {
    key: 'framing',
    title: 'framing',
    kind: 'text',
    seen: 'both',
    value: ({ layers }) => layers?.framing ?? null,
  },
  { key: 'layers', title: 'layers', kind: 'flags', seen: 'both', value: ({ path }) => path.layers },
  { key: 'holds', title: 'holds', kind: 'text', seen: 'both', value: ({ path }) => path.holds },
  { key: 'records', title: 'records', kind: 'count', seen: 'both', value: ({ path }) => path.records },
  { key: 'line', title: 'line', kind: 'index', seen: 'both', value: ({ path }) => path.first.line },
  { key: 'column', title: 'column', kind: 'index', seen: 'both', value: ({ path }) => path.first.column },
];

function* pageOf(explanations: readonly Explanation[], timeZone: string | undefined): Generator<Block> {
  for (const [index, { source, layers, paths }] of explanations.entries()) {
    if (index > 0) yield blank;
    yield line(tone('strong', source));
    if (layers === null) {
      yield line('  nothing to read in it');
      continue;
    }
    const { packing, encoding, transport, framing } = layers;
    const written = [packing, encoding.toUpperCase(), transport, framing].filter((layer) => layer !== null);
    yield line(tone('faint', '  written as  '), written.join(' > '));
    for (const path of paths) yield* pathLines(path, source, timeZone);
  }
}

function* pathLines(
  { layers, holds, records, first }: Path,
  source: string,
  timeZone: string | undefined,
): Generator<Block> {
  const what = holds === 'message' ? count(records, 'message') : `${count(records, 'record')} of ${holds}`;
  yield line(tone(holds === 'message' ? 'good' : 'warning', `  ${what}`));
  if (layers.length > 0) yield line(tone('faint', '    through   '), layers.join(' > '));
  const type = first.type === null ? '' : ` ${first.type}`;
  const received = first.receivedAt === null ? '' : `, received ${instant(first.receivedAt, timeZone)}`;
  yield line(tone('faint', '    the first '), `${source}:${first.line}:${first.column}${type}${received}`);
}
