// Turns a report into what people read: its page, or its rows as an aligned table.
import type { Look } from '../look.ts';
import { type Block, type Report, type Table, type Tone, tone } from '../model.ts';
import { showCell } from '../shown.ts';
import { alignedLines, joinCells } from './columns.ts';
import { type Paint, painter } from './paint.ts';
import { wrapped } from './wrap.ts';

export async function* print(report: Report, look: Look): AsyncGenerator<string> {
  const paint = await painter(look);
  if (report.page === undefined) {
    yield* printTable(report.table, look, paint);
    return;
  }
  for await (const block of report.page()) yield* printBlock(block, look, paint);
}

async function* printBlock(block: Block, look: Look, paint: Paint): AsyncGenerator<string> {
  if (block.kind === 'table') yield* printTable(block.table, look, paint);
  else if (block.kind === 'line') yield `${block.words.map(paint).join('')}\n`;
  else {
    const { printPairs } = await import('./pairs.ts');
    const room =
      look.width === null ? null : look.width - Math.max(...block.pairs.map(([name]) => name.length)) - 2;
    yield printPairs(
      block.pairs.flatMap(([name, value]) =>
        wrapped(value, room).map((words, index): [string, string] => [
          index === 0 ? paint(tone('faint', name)) : '',
          words.map(paint).join(''),
        ]),
      ),
    );
  }
}

async function* printTable(table: Table, look: Look, paint: Paint): AsyncGenerator<string> {
  const seen = table.columns
    .map((column, index) => ({ ...column, index }))
    .filter((column) => column.seen !== 'programs');
  const columns = seen.map(({ title, kind }) => ({
    title,
    align: NUMERIC.has(kind) ? ('right' as const) : ('left' as const),
    shrinks: kind === 'text' || kind === 'flags',
  }));
  const rows = async function* (): AsyncGenerator<string[]> {
    for await (const row of table.rows) {
      yield seen.map(({ index, kind }) => showCell(row[index] ?? null, kind, look.timeZone));
    }
  };
  let heading = true;
  for await (const cells of alignedLines(columns, rows(), look.width)) {
    const line = joinCells(
      cells.map((text, index) => paint({ tone: heading ? 'faint' : toneOf(seen[index]?.kind, text), text })),
    );
    yield `${line}\n`;
    heading = false;
  }
}

const NUMERIC = new Set(['index', 'count', 'duration', 'offset', 'ratio', 'number']);

function toneOf(kind: string | undefined, text: string): Tone {
  if (kind === 'flags') return 'warning';
  if (kind !== 'role') return 'plain';
  return text.startsWith('user') ? 'user' : 'assistant';
}
