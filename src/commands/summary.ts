// Turns captures into one row per call, and what all calls come to together.

import { nearest } from '../contract/near.ts';
import { type Exit, TurnlineError } from '../errors.ts';
import type { CallFacts } from '../measures/facts.ts';
import { MEASURES } from '../measures/index.ts';
import { plainName } from '../measures/names.ts';
import { Pool } from '../measures/pool.ts';
import {
  type Block,
  blank,
  type Cell,
  type Column,
  line,
  type Table,
  tableOf,
  tone,
} from '../report/model.ts';
import { callBlocks } from './call-page.ts';
import { factsOfCalls } from './calls.ts';
import type { Invocation } from './command.ts';
import { gather, workOf } from './gather.ts';
import { PoolPage, pooledRow } from './pool-page.ts';
import { lookOf, note, present } from './present.ts';
import { selectionOf } from './selection.ts';
import { tellingOf } from './spoken.ts';

export async function run(invocation: Invocation): Promise<Iterable<Exit>> {
  tellingOf(invocation);
  const { sort, group } = invocation.options;
  const selection = selectionOf(invocation);
  const sorting = sort === undefined ? undefined : measureNamed(sort);
  const { tally, outcome, log, unusable } = await gather(invocation, workOf(null, invocation, selection));
  const calls = factsOfCalls(log, selection);
  const all = new Pool();
  await present(
    {
      table: tableBy(sorting, addedTo([all], calls)),
      document: { list: 'calls', rest: () => ({ all: pooledRow(all) }) },
      page: () => pageOf(calls, sorting, group !== undefined, invocation),
    },
    invocation,
  );
  await note([...outcome.losses(tally, unusable), ...outcome.notes(tally, invocation)], invocation);
  return outcome.exits(tally, invocation);
}

/** A call alone is shown in full; of several, a row for each and what they come to together. */
function* pageOf(
  calls: Iterable<CallFacts>,
  sorting: Column<CallFacts> | undefined,
  grouped: boolean,
  invocation: Invocation,
): Generator<Block> {
  const rest = calls[Symbol.iterator]();
  const [only, second] = [rest.next(), rest.next()];
  if (only.done !== true && second.done === true) {
    yield* callBlocks(only.value, invocation, true);
    return;
  }
  const [all, groups] = [new PoolPage(), new Groups()];
  const first = [only, second].flatMap(({ done, value }) => (done === true ? [] : [value]));
  const rows = addedTo(grouped ? [all, groups] : [all], chain(first, rest));
  yield { kind: 'table', table: tableBy(sorting, rows) };
  const { width } = lookOf(invocation);
  for (const [name, members] of groups) {
    yield blank;
    yield line(tone('strong', name));
    yield* members.blocks(width);
  }
  yield blank;
  yield line(tone('strong', 'all calls'));
  yield* all.blocks(width);
}

function* chain<Item>(first: readonly Item[], rest: Iterator<Item>): Generator<Item> {
  yield* first;
  for (let next = rest.next(); next.done !== true; next = rest.next()) yield next.value;
}

/** The same calls, each counted as it passes, so that none has to be kept. */
function* addedTo(
  sums: readonly { add(facts: CallFacts): void }[],
  calls: Iterable<CallFacts>,
): Generator<CallFacts> {
  for (const facts of calls) {
    for (const sum of sums) sum.add(facts);
    yield facts;
  }
}

/** A row for each call. To sort them, the cells of every row are kept, and nothing else of its call. */
function tableBy(measure: Column<CallFacts> | undefined, calls: Iterable<CallFacts>): Table {
  const table = tableOf(MEASURES, calls);
  if (measure === undefined) return table;
  interface Row {
    readonly by: Cell;
    readonly cells: readonly Cell[];
  }
  const columns = table.columns.map((column, index) => ({
    ...column,
    cell: (row: unknown) => (row as Row).cells[index]!,
  }));
  function* rows(): Generator<Row> {
    const all = Array.from(
      calls,
      (facts): Row => ({ by: measure!.value(facts), cells: table.columns.map(({ cell }) => cell(facts)) }),
    );
    yield* all.sort((a, b) => descending(a.by, b.by));
  }
  return { columns, rows: rows() };
}

/** A measure by its key, `response.maxMs`, or without its unit, `response.max`. */
function measureNamed(name: string): Column<CallFacts> {
  const plain = (key: string): string => plainName(key).toLowerCase();
  const measure =
    MEASURES.find(({ key }) => key === name) ?? MEASURES.find(({ key }) => plain(key) === plain(name));
  if (measure !== undefined) return measure;
  const meant = nearest(
    name,
    MEASURES.map(({ key }) => key),
  );
  const hint =
    meant === null ? `one of ${MEASURES.map(({ key }) => key).join(', ')}` : `did you mean ${meant}?`;
  throw new TurnlineError('usage', `no measure is called ${name}: ${hint}`);
}

/** Largest first, what cannot be told last. */
function descending(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return b - a;
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : a > b ? 1 : 0;
  return Number(b !== null) - Number(a !== null);
}

/** What the calls of each assistant come to, by its id. */
class Groups implements Iterable<[name: string, page: PoolPage]> {
  readonly #pages = new Map<string, PoolPage>();

  add(facts: CallFacts): void {
    const { assistantId } = facts.call.evidence;
    const name = assistantId === null ? 'calls without the id of an assistant' : `assistant ${assistantId}`;
    const page = this.#pages.get(name) ?? new PoolPage();
    this.#pages.set(name, page);
    page.add(facts);
  }

  [Symbol.iterator](): Iterator<[string, PoolPage]> {
    return this.#pages.entries();
  }
}
