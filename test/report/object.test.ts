// Holds rows that are written as bytes to what JSON.stringify makes of the same rows as objects.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { print as json } from '../../src/report/formats/json.ts';
import { print as jsonl } from '../../src/report/formats/jsonl.ts';
import { print as tsv } from '../../src/report/formats/tsv.ts';
import type { Cell, Table } from '../../src/report/model.ts';
import { visibleJson } from '../../src/report/visible.ts';

const KEYS = ['callId', 'part.first', 'turn', 'part.second', 'waits.all', 'flags'] as const;

const number = fc.oneof(
  fc.nat(),
  fc.double(),
  fc.constantFrom(-0, 1_785_571_204_530, Number.NaN, Number.POSITIVE_INFINITY),
);
const text = fc.oneof(
  fc.constantFrom(
    '',
    'user',
    'assistant',
    '"',
    '\\',
    '\u001b[31m',
    '\u202e',
    '\ud800',
    '=1+1',
    'a\tb\r\nc',
    '漢👩‍🚀',
  ),
  fc.string({ unit: 'binary' }),
);
const cell: fc.Arbitrary<Cell> = fc.oneof(
  fc.constant(null),
  number,
  text,
  fc.boolean(),
  fc.array(text, { maxLength: 4 }),
  fc.array(number, { maxLength: 4 }),
);
type Row = readonly Cell[];
const anyRows = fc.array(fc.tuple(cell, cell, cell, cell, cell, cell), { maxLength: 90 });

function tableOf(rows: Table['rows']): Table {
  const columns = KEYS.map((key, index) => ({
    key,
    title: '',
    kind: 'text' as const,
    seen: 'both' as const,
    cell: (row: unknown): Cell => (row as Row)[index] ?? null,
  }));
  return { columns, rows };
}

function objectOf([
  callId = null,
  first = null,
  turn = null,
  second = null,
  all = null,
  flags = null,
]: Row): object {
  const part = first === null && second === null ? null : { first, second };
  return { callId, part, turn, waits: all === null ? null : { all }, flags };
}

const lineOf = (row: Row): string => visibleJson(JSON.stringify(objectOf(row)));

async function printed(pieces: AsyncIterable<string | Uint8Array>): Promise<string> {
  let whole = '';
  for await (const piece of pieces)
    whole += typeof piece === 'string' ? piece : Buffer.from(piece).toString();
  return whole;
}

async function* slowly(rows: readonly Row[]): AsyncGenerator<Row> {
  yield* rows;
}

test('a row is the object that its columns name', async () => {
  await fc.assert(
    fc.asyncProperty(anyRows, async (rows) => {
      const lines = rows.map((row) => `${lineOf(row)}\n`).join('');
      expect(await printed(jsonl({ table: tableOf(rows) }))).toBe(lines);
      const list =
        rows.length === 0 ? '[]\n' : `[\n${rows.map((row) => `  ${lineOf(row)}`).join(',\n')}\n]\n`;
      expect(await printed(json({ table: tableOf(rows) }))).toBe(list);
    }),
  );
});

test('rows that arrive slowly are printed as those that are there', async () => {
  await fc.assert(
    fc.asyncProperty(anyRows, async (rows) => {
      for (const print of [json, jsonl, tsv]) {
        const report = (own: Table['rows']) => ({
          table: tableOf(own),
          document: { list: 'rows', rest: () => ({ n: rows.length }) },
        });
        expect(await printed(print(report(slowly(rows))))).toBe(await printed(print(report(rows))));
      }
    }),
  );
});
