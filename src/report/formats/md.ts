// Turns a report into Markdown, with tables in the way GitHub reads them.
import type { Look } from '../look.ts';
import type { Block, Report, Table, Words } from '../model.ts';
import { showCell } from '../shown.ts';
import { visible } from '../visible.ts';

export async function* print(report: Report, look: Look): AsyncGenerator<string> {
  if (report.page === undefined) {
    yield* printTable(report.table, look);
    return;
  }
  for await (const block of report.page()) yield* printBlock(block, look);
}

async function* printBlock(block: Block, look: Look): AsyncGenerator<string> {
  if (block.kind === 'table') {
    yield* printTable(block.table, look);
    yield '\n';
  } else if (block.kind === 'line') yield `${block.words.map(plain).join('')}\n`;
  else {
    for (const [name, value] of block.pairs) yield `- ${plain(name)}: ${value.map(plain).join('')}\n`;
    yield '\n';
  }
}

async function* printTable({ columns, rows }: Table, { timeZone }: Look): AsyncGenerator<string> {
  const seen = columns.filter((column) => column.seen !== 'programs');
  const rowOf = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`;
  yield rowOf(seen.map(({ title }) => escaped(title)));
  yield rowOf(
    seen.map(({ kind }) => (kind === 'text' || kind === 'flags' || kind === 'role' ? '---' : '---:')),
  );
  for await (const row of rows) {
    yield rowOf(seen.map((column) => escaped(showCell(column.cell(row), column.kind, timeZone))));
  }
}

function plain(words: Words): string {
  const text = typeof words === 'string' ? words : words.text;
  const written = escaped(visible(text));
  return typeof words === 'object' && words.tone === 'strong' ? `**${written}**` : written;
}

/** No character of the text is taken for markup. */
function escaped(text: string): string {
  return text.replace(/[\\`*_[\]<>|~#]/g, '\\$&');
}
