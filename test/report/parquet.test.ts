// Holds Parquet files to the JSON of the same rows, as DuckDB reads them: types, nulls, values and sums.
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { presentBinary } from '../../src/commands/binary.ts';
import type { Invocation } from '../../src/commands/command.ts';
import { ROWS } from '../../src/commands/schema-output.ts';
import { print as printJsonl } from '../../src/report/formats/jsonl.ts';
import { print } from '../../src/report/formats/parquet.ts';
import type { Cell, Kind, Table } from '../../src/report/model.ts';
import { duckIn, type Row } from '../support/duck.ts';
import { turnline } from '../support/host.ts';

const folder = mkdtempSync(join(tmpdir(), 'turnline-parquet-'));
afterAll(() => rmSync(folder, { recursive: true }));

const INPUTS = ['bike-shop.ndjson', 'client.ndjson', 'wrong.ndjson', 'one-payload.json'].map((name) =>
  resolve('samples', name),
);
const COMMANDS = ['segments', 'turns', 'summary', 'validate'];

let run: (query: string) => Promise<Row[]>;
beforeAll(async () => {
  run = await duckIn(folder);
});

async function written(command: string, ...more: string[]): Promise<Row[]> {
  const file = `${command}.parquet`;
  const { stdout } = await turnline([command, ...INPUTS, ...more, '--format', 'parquet', '--out', file], {
    cwd: folder,
  });
  expect(stdout).toBe('');
  return run(`FROM '${file}'`);
}

async function asJson(command: string, ...more: string[]): Promise<Row[]> {
  const { stdout } = await turnline([command, ...INPUTS, ...more, '--format', 'jsonl'], { cwd: folder });
  return stdout
    .trimEnd()
    .split('\n')
    .map((text) => JSON.parse(text));
}

describe.each(COMMANDS)('%s', (command) => {
  test('has the rows of jsonl', async () => {
    const rows = await asJson(command);
    expect(rows.length).toBeGreaterThan(4);
    expect(await written(command)).toEqual(rows);
  });

  test('sums every number to what the json comes to', async () => {
    const rows = await asJson(command);
    await written(command);
    const keys = (ROWS[command] ?? []).filter(({ seen, kind }) => seen !== 'people' && isNumber(kind));
    expect(keys.length).toBeGreaterThan(2);
    const [sums] = await run(
      `SELECT ${keys.map(({ key }) => `coalesce(sum(${quoted(key)}), 0) AS "${key}"`).join()} FROM '${command}.parquet'`,
    );
    const expected = keys.map(({ key }) => [key, rows.reduce((sum, row) => sum + numberAt(row, key), 0)]);
    expect(sums).toEqual(Object.fromEntries(expected));
  });

  test('has the types and nulls of the published schema', async () => {
    await written(command);
    const schema = JSON.parse((await turnline(['schema', 'output', command])).stdout);
    const elements = await run(
      `SELECT name, type, num_children, repetition_type FROM parquet_schema('${command}.parquet') OFFSET 1`,
    );
    const required = (name: string): unknown =>
      elements.find((element) => element.name === name)?.repetition_type;
    const leaves = Object.entries<{ type?: unknown }>(schema.properties);
    for (const [name, { type }] of leaves.filter(([key]) => !/Text$/.test(key))) {
      const nullable = type === undefined || (Array.isArray(type) && type.includes('null'));
      expect({ name, is: required(name) }).toEqual({ name, is: nullable ? 'OPTIONAL' : 'REQUIRED' });
    }
  });
});

/** A name as SQL takes it, keywords too; a dot leads into a struct. */
function quoted(key: string): string {
  return key
    .split('.')
    .map((name) => `"${name}"`)
    .join('.');
}

function isNumber(kind: Kind): boolean {
  return ['index', 'count', 'duration', 'offset', 'instant', 'ratio', 'number'].includes(kind);
}

function numberAt(row: Row, key: string): number {
  const value = key.split('.').reduce<unknown>((part, name) => (part as Row | null)?.[name] ?? null, row);
  return typeof value === 'number' ? value : 0;
}

test('words are there with --text, as in jsonl', async () => {
  const rows = await written('turns', '--text');
  expect(rows).toEqual(await asJson('turns', '--text'));
  expect(rows.some(({ userText }) => typeof userText === 'string')).toBe(true);
});

test('the queries of the README answer what the json says', async () => {
  await written('summary');
  rmSync(join(folder, 'calls.parquet'), { force: true });
  writeFileSync(join(folder, 'calls.parquet'), readFileSync(join(folder, 'summary.parquet')));
  const turns = await written('turns');
  const calls = (await asJson('summary')) as unknown as {
    callId: string | null;
    originEpochMs: number | null;
    response: { n: number; clock: string | null; medianMs: number; artifactWaitsMs: number[] };
  }[];
  const queries = [...readFileSync('README.md', 'utf8').matchAll(/```sql\n([\s\S]*?)```/g)].map(
    ([, query = '']) => query,
  );
  expect(queries).toHaveLength(3);
  const [byClock, pooled, slowest] = await Promise.all(queries.map((query) => run(query)));

  expect(byClock).toEqual(
    ['artifact', 'event'].flatMap((clock) => {
      const medians = calls
        .filter(({ response }) => response.n > 0 && response.clock === clock)
        .map(({ response }) => response.medianMs)
        .sort((a, b) => a - b);
      const middle = (medians.length - 1) / 2;
      const median = (medians[Math.floor(middle)]! + medians[Math.ceil(middle)]!) / 2;
      return medians.length === 0 ? [] : [{ clock, calls: medians.length, median_ms: median }];
    }),
  );
  const waits = calls.flatMap(({ response }) => response.artifactWaitsMs).sort((a, b) => a - b);
  const atRank = (share: number): number => waits[Math.ceil(share * waits.length) - 1]!;
  expect(pooled).toEqual([{ n: waits.length, median_ms: atRank(0.5), p95_ms: atRank(0.95) }]);

  const longest = turns
    .filter(({ callId, responseMs }) => callId !== null && responseMs !== null)
    .sort((a, b) => Number(b.responseMs) - Number(a.responseMs))
    .slice(0, 5);
  expect(slowest).toEqual(
    longest.map(({ callId, turn, responseMs, flags }) => {
      const origin = calls.find((call) => call.callId === callId)?.originEpochMs;
      return { callId, turn, responseMs, flags, began: expectedText(origin) };
    }),
  );
});

function expectedText(ms: number | null | undefined): string | null {
  return ms === null || ms === undefined ? null : new Date(Math.round(ms)).toISOString();
}

const COLUMNS: readonly { readonly key: string; readonly kind: Kind }[] = [
  { key: 'name', kind: 'text' },
  { key: 'place', kind: 'index' },
  { key: 'moment', kind: 'instant' },
  { key: 'part.share', kind: 'ratio' },
  { key: 'part.count', kind: 'count' },
  { key: 'waits.every', kind: 'durations' },
  { key: 'waits.median', kind: 'duration' },
  { key: 'marks', kind: 'flags' },
  { key: 'sure', kind: 'boolean' },
];

const whole = fc.option(fc.maxSafeNat());
const double = fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0));
const text = fc.string({ unit: 'grapheme' });
const cells: fc.Arbitrary<readonly Cell[]> = fc.tuple(
  fc.option<string>(text),
  whole,
  double,
  double,
  whole,
  fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0)),
  double,
  fc.array(text),
  fc.boolean(),
);

function tableWith(rows: Iterable<readonly Cell[]> | AsyncIterable<readonly Cell[]>): Table {
  const cellAt = (index: number) => (row: unknown) => (row as readonly Cell[])[index] ?? null;
  return {
    columns: COLUMNS.map((column, index) => ({ ...column, title: '', seen: 'both', cell: cellAt(index) })),
    rows,
  };
}

async function stored(table: Table, name: string): Promise<number[]> {
  const pieces: Uint8Array[] = [];
  for await (const bytes of print({ table })) pieces.push(bytes);
  writeFileSync(join(folder, name), Buffer.concat(pieces));
  return pieces.map(({ length }) => length);
}

test('whatever stands in the rows, DuckDB reads it as jsonl has it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(cells, { maxLength: 40 }), async (rows) => {
      await stored(tableWith(rows), 'any.parquet');
      let text = '';
      for await (const line of printJsonl({ table: tableWith(rows) })) text += line;
      const expected = text
        .split('\n')
        .slice(0, -1)
        .map((line) => JSON.parse(line));
      expect(await run("FROM 'any.parquet'")).toEqual(expected);
    }),
    { numRuns: 100 },
  );
});

test('a quarter of a million rows come in groups, each written before the next is held', async () => {
  const count = 250_000;
  function* rows(): Generator<readonly Cell[]> {
    for (let n = 0; n < count; n++)
      yield [`call ${n >> 4}`, n, n + 0.5, null, n % 7, [n, n + 1], n, ['late stop'], n % 2 === 0];
  }
  const pieces = await stored(tableWith(rows()), 'many.parquet');
  // The last one is what closes the file.
  expect(pieces).toHaveLength(6);
  expect(
    await run(
      "SELECT count(*) AS n, sum(place) AS places, sum(moment) AS moments, sum(len(waits.every)) AS waits, count(*) FILTER (sure) AS sure FROM 'many.parquet'",
    ),
  ).toEqual([
    {
      n: count,
      places: (count * (count - 1)) / 2,
      moments: (count * (count - 1)) / 2 + count / 2,
      waits: 2 * count,
      sure: count / 2,
    },
  ]);
  const [groups] = await run(
    "SELECT count(DISTINCT row_group_id) AS n, max(row_group_num_rows) AS rows FROM parquet_metadata('many.parquet')",
  );
  expect(groups).toEqual({ n: 5, rows: 50_000 });
});

describe('where it goes', () => {
  const log = resolve('samples/bike-shop.ndjson');
  const parquet = (...more: string[]): string[] => ['turns', log, '--format', 'parquet', ...more];

  test('a file that cannot be written leaves nothing behind, and the old one as it was', async () => {
    const own = mkdtempSync(join(folder, 'own-'));
    writeFileSync(join(own, 'turns.parquet'), 'old');
    const broken = tableWith(
      (function* () {
        yield* [];
        throw new Error('broken');
      })(),
    );
    const invocation = { options: { out: 'turns.parquet' }, host: { cwd: own } } as unknown as Invocation;
    await expect(presentBinary({ table: broken }, 'parquet', invocation)).rejects.toThrow('broken');
    expect(readFileSync(join(own, 'turns.parquet'), 'utf8')).toBe('old');
    const { exit, stderr } = await turnline(parquet('--out', 'none/turns.parquet'), { cwd: own });
    expect({ exit, stderr }).toEqual({
      exit: 3,
      stderr: 'turnline: cannot write none/turns.parquet: no such file or folder\n',
    });
    expect(readdirSync(own)).toEqual(['turns.parquet']);
  });

  test('without rows it has the columns all the same', async () => {
    const { exit } = await turnline(parquet('--out', 'none.parquet', '--call', 'nobody'), { cwd: folder });
    expect(exit).toBe(3);
    expect(await run("SELECT count(*) AS n, sum(responseMs) AS sum FROM 'none.parquet'")).toEqual([
      { n: 0, sum: null },
    ]);
  });

  test('--out - writes into a pipe what --out FILE writes', async () => {
    await turnline(parquet('--out', 'pipe.parquet'), { cwd: folder });
    const pieces: Buffer[] = [];
    await turnline(parquet('--out', '-'), { onBytes: (bytes) => pieces.push(bytes) });
    expect(Buffer.concat(pieces)).toEqual(readFileSync(join(folder, 'pipe.parquet')));
    expect(statSync(join(folder, 'pipe.parquet')).size).toBeGreaterThan(1_000);
  });

  test.each([
    [parquet(), undefined, '--format parquet is binary: name a file by --out, or - to write into a pipe'],
    [parquet('--out', '-'), 80, 'standard output is a terminal, and parquet is binary: name a file by --out'],
    [
      parquet('--out', 'x', '-f'),
      undefined,
      '--format parquet makes a file that has an end, and --follow has none',
    ],
    [
      ['turns', log, '--out', 'x'],
      undefined,
      '--out goes with --format parquet; what other formats print goes to standard output',
    ],
    [
      ['validate', log, '--format', 'parquet', '--out', '-', '--valid-out', '-'],
      undefined,
      '--out cannot be the same as --valid-out or --invalid-out',
    ],
  ])('%j is refused before anything is read', async (argv, terminal, reason) => {
    const { exit, stdout, stderr } = await turnline(argv, { cwd: folder, terminal, env: { NO_COLOR: '1' } });
    expect({ exit, stdout, stderr }).toEqual({ exit: 2, stdout: '', stderr: `turnline: ${reason}\n` });
  });
});
