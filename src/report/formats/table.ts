// Turns a report into what people read: its page, or its rows as an aligned table.
import { bounded } from '../cut.ts';
import type { Look } from '../look.ts';
import { type Block, type Kind, type Report, type Table, type Tone, tone, type Words } from '../model.ts';
import { showCell } from '../shown.ts';
import { textOf } from '../visible.ts';
import { linesBelow } from './below.ts';
import { alignedLines, joinCells, type Piece } from './columns.ts';
import { type Paint, painter } from './paint.ts';
import { Ruler } from './ruler.ts';
import { wrapped } from './wrap.ts';

/** How text gets onto the page. */
interface Page {
  readonly look: Look;
  readonly paint: Paint;
  readonly ruler: Ruler;
}

/** How much further in a line goes on that was too long, and how far the facts stand from their names. */
const INDENT = 2;

export async function* print(report: Report, look: Look): AsyncGenerator<string> {
  const page = { look, paint: await painter(look), ruler: new Ruler() };
  if (report.page === undefined) yield* printTable(report.table, page);
  else for await (const block of report.page()) yield* printBlock(block, page);
}

async function* printBlock(block: Block, page: Page): AsyncGenerator<string> {
  if (block.kind === 'table') yield* printTable(block.table, page);
  else if (block.kind === 'line') yield* printLine(block.words, page);
  else yield await printFacts(block.pairs, page);
}

/** A line too long goes on below, further in than it began. */
async function* printLine(whole: readonly Words[], { look, paint, ruler }: Page): AsyncGenerator<string> {
  const words = boundedWords(whole, look);
  if (look.width !== null) await ruler.prepare(words.map(textOf));
  const margin = /^ */.exec(words.map(textOf).join(''))?.[0].length ?? 0;
  const lines = wrapped(words, look.width, ruler, margin + INDENT);
  for (const line of lines) yield `${line.map(paint).join('')}\n`;
}

async function printFacts(
  pairs: Extract<Block, { kind: 'pairs' }>['pairs'],
  { look, paint, ruler }: Page,
): Promise<string> {
  await ruler.prepare(pairs.flatMap(([, value]) => value.map(textOf)));
  const names = Math.max(...pairs.map(([name]) => name.length));
  const room = look.width === null ? null : look.width - names - INDENT;
  const lines = pairs.flatMap(([name, value]) =>
    wrapped(boundedWords(value, look), room, ruler).map((words, index): [string, string] => [
      index === 0 ? paint(tone('faint', name)) : '',
      words.map(paint).join(''),
    ]),
  );
  const [first, ...others] = lines;
  // Where there is nothing to set one below the other, what sets it need not be loaded.
  if (first !== undefined && others.length === 0)
    return `${first[0]}${' '.repeat(INDENT)}${first[1]}`.trimEnd().concat('\n');
  const { printPairs } = await import('./pairs.ts');
  return printPairs(lines);
}

function boundedWords(words: readonly Words[], { width }: Look): readonly Words[] {
  if (width === null) return words;
  return words.map((part) =>
    typeof part === 'string' ? bounded(part, width) : { ...part, text: bounded(part.text, width) },
  );
}

async function* printTable(table: Table, { look, paint, ruler }: Page): AsyncGenerator<string> {
  const seen = table.columns.filter((column) => column.seen !== 'programs');
  const columns = seen.map(({ title, kind, aside }) => ({
    title,
    align: NUMERIC.has(kind) ? ('right' as const) : ('left' as const),
    shrinks: kind === 'text' || kind === 'flags',
    aside: aside !== undefined,
  }));
  const rows = async function* (): AsyncGenerator<string[]> {
    for await (const row of table.rows) {
      const cells = seen.map((column) => showCell(column.cell(row), column.kind, look.timeZone));
      yield look.width === null ? cells : cells.map((cell) => bounded(cell, look.width!));
    }
  };
  const toned = ({ column, text }: Piece): Tone => toneOf(seen[column]?.kind, text);
  const typical = table.live === true ? seen.map(({ kind }) => TYPICAL[kind]) : undefined;
  let heading = true;
  for await (const { cells, below } of alignedLines(columns, rows(), look.width, ruler, typical)) {
    const line = cells.map((cell) => paint(tone(heading ? 'faint' : toned(cell), cell.text)));
    yield `${joinCells(line)}\n`;
    heading = false;
    if (below.length === 0 || look.width === null) continue;
    const facts = below.map(({ column, text }) => ({
      name: seen[column]?.aside ?? seen[column]?.title ?? '',
      tone: toned({ column, text }),
      text,
      shrinks: columns[column]?.shrinks ?? false,
    }));
    for (const more of linesBelow(facts, look.width, ruler)) yield `${more.map(paint).join('')}\n`;
  }
}

/** What most values of a kind are no wider than; a uuid for text. */
const TYPICAL: Readonly<Record<Kind, string>> = {
  text: '00000000-0000-0000-0000-000000000000',
  role: 'assistant',
  index: '00',
  count: '000',
  duration: '00.00 s',
  durations: '00.00 s',
  offset: '00:00.00',
  instant: '2026-01-01 00:00:00',
  ratio: '00.0 %',
  flags: 'missing-stop',
  boolean: 'yes',
  number: '0.00',
};

const NUMERIC = new Set(['index', 'count', 'duration', 'offset', 'ratio', 'number']);

function toneOf(kind: string | undefined, text: string): Tone {
  if (kind === 'flags') return 'warning';
  if (kind !== 'role') return 'plain';
  return text.startsWith('user') ? 'user' : 'assistant';
}
