// Turns captures into one row per call, and what all calls come to together.

import { nearest } from '../contract/near.ts';
import { type Exit, TurnlineError } from '../errors.ts';
import type { CallFacts } from '../measures/facts.ts';
import { MEASURES } from '../measures/index.ts';
import { plainName } from '../measures/names.ts';
import { type Block, blank, type Column, line, tableOf, tone } from '../report/model.ts';
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
  const calls = [...factsOfCalls(log, selection)];
  if (sorting !== undefined) calls.sort((a, b) => descending(sorting.value(a), sorting.value(b)));
  const { width } = lookOf(invocation);
  await present(
    {
      table: tableOf(MEASURES, calls),
      document: { list: 'calls', rest: () => ({ all: pooledRow(calls) }) },
      *page(): Generator<Block> {
        const [only, second] = calls;
        if (only !== undefined && second === undefined) {
          yield* callBlocks(only, invocation, true);
          return;
        }
        yield { kind: 'table', table: tableOf(MEASURES, calls) };
        for (const [name, members] of group === undefined ? [] : groupsOf(calls)) {
          yield blank;
          yield line(tone('strong', name));
          yield* poolBlocks(members, width);
        }
        yield blank;
        yield line(tone('strong', 'all calls'));
        yield* poolBlocks(calls, width);
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

/** The calls of each assistant, by its id. */
function groupsOf(calls: readonly CallFacts[]): Map<string, CallFacts[]> {
  const groups = new Map<string, CallFacts[]>();
  for (const facts of calls) {
    const { assistantId } = facts.call.evidence;
    const name = assistantId === null ? 'calls without the id of an assistant' : `assistant ${assistantId}`;
    groups.set(name, [...(groups.get(name) ?? []), facts]);
  }
  return groups;
}
