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
import { poolBlocks, pooledRow } from './pool-page.ts';
import { lookOf, note, present } from './present.ts';
import { selectionOf } from './selection.ts';
import { tellingOf } from './spoken.ts';

export async function run(invocation: Invocation): Promise<Iterable<Exit>> {
  tellingOf(invocation);
  const { sort, group } = invocation.options;
  const selection = selectionOf(invocation);
  const sorting = sort === undefined ? undefined : measureNamed(sort);
  const { tally, outcome, log, unusable } = await gather(invocation, workOf(null, invocation, selection));
  const all = new Pool();
  const groups = new Map<string, Pool>();
  // A call is let go of once it was pooled and printed, so that a million of them take little memory.
  function* pooled(): Generator<CallFacts> {
    for (const facts of factsOfCalls(log, selection)) {
      all.add(facts);
      if (group !== undefined) poolOf(facts, groups).add(facts);
      yield facts;
    }
  }
  const tableFor = (calls: Iterable<CallFacts>): Table =>
    sorting === undefined ? tableOf(MEASURES, calls) : sortedTable(calls, sorting);
  const { width } = lookOf(invocation);
  await present(
    {
      table: tableFor(pooled()),
      document: { list: 'calls', rest: () => ({ all: pooledRow(all) }) },
      *page(): Generator<Block> {
        const calls = pooled();
        const [first, second] = [calls.next(), calls.next()];
        if (first.done === false && second.done === true) {
          yield* callBlocks(first.value, invocation, true);
          return;
        }
        yield { kind: 'table', table: tableFor(following([first, second], calls)) };
        for (const [name, pool] of groups) {
          yield blank;
          yield line(tone('strong', name));
          yield* poolBlocks(pool, width);
        }
        yield blank;
        yield line(tone('strong', 'all calls'));
        yield* poolBlocks(all, width);
      },
    },
    invocation,
  );
  await note([...outcome.losses(tally, unusable), ...outcome.notes(tally, invocation)], invocation);
  return outcome.exits(tally, invocation);
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

/** Of calls that are to be sorted, the cells are kept alone, and the value that they are sorted by. */
function sortedTable(calls: Iterable<CallFacts>, sorting: Column<CallFacts>): Table {
  const { columns } = tableOf(MEASURES, calls);
  interface Kept {
    readonly by: Cell;
    readonly cells: readonly Cell[];
  }
  return {
    columns: columns.map((column, index) => ({ ...column, cell: (row) => (row as Kept).cells[index]! })),
    rows: {
      *[Symbol.iterator](): Generator<Kept> {
        const kept = Array.from(
          calls,
          (facts): Kept => ({ by: sorting.value(facts), cells: columns.map(({ cell }) => cell(facts)) }),
        );
        yield* kept.sort((a, b) => descending(a.by, b.by));
      },
    },
  };
}

/** Items that were taken from an iterator, and those that follow. */
function* following<Item>(taken: readonly IteratorResult<Item>[], rest: Iterable<Item>): Generator<Item> {
  for (const { done, value } of taken) if (done !== true) yield value;
  yield* rest;
}

/** The pool of the calls of an assistant, by its id. */
function poolOf({ call }: CallFacts, groups: Map<string, Pool>): Pool {
  const { assistantId } = call.evidence;
  const name = assistantId === null ? 'calls without the id of an assistant' : `assistant ${assistantId}`;
  let pool = groups.get(name);
  if (pool === undefined) {
    pool = new Pool();
    groups.set(name, pool);
  }
  return pool;
}
