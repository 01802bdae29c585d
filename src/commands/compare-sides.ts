// Turns an operand of compare (a capture, or a summary that was saved) into what is known of each of its calls.
import type { Exit } from '../errors.ts';
import { TurnlineError } from '../errors.ts';
import type { Ending } from '../input/ending.ts';
import { peeked } from '../input/head.ts';
import { type ByteReader, type Source, sourcesOf } from '../input/source.ts';
import { unpacked } from '../input/unpack.ts';
import type { CallFacts } from '../measures/facts.ts';
import { type CallNumbers, WAITS } from '../measures/figures.ts';
import { MEASURES } from '../measures/index.ts';
import { waitsKey } from '../measures/responses.ts';
import { factsOfCalls } from './calls.ts';
import type { Invocation } from './command.ts';
import { gatherFrom, workOf } from './gather.ts';
import { FILTERS } from './option-groups.ts';
import { selectionOf } from './selection.ts';

export interface Side {
  readonly name: string;
  readonly calls: readonly CallNumbers[];
  readonly exits: readonly Exit[];
  readonly notes: readonly string[];
}

export async function sideOf(operand: string, invocation: Invocation): Promise<Side> {
  const sources = await sourcesOf([operand], invocation.host);
  const [only, second] = sources;
  if (only === undefined || second !== undefined) return captureSide(operand, sources, invocation);
  const opened = await openedUnlessSummary(only, invocation);
  if (!('summary' in opened)) return captureSide(operand, [opened], invocation);
  const filter = FILTERS.find((name) => Object.hasOwn(invocation.given, name));
  if (filter !== undefined)
    throw new TurnlineError(
      'usage',
      `${operand} is a saved summary: --${filter} can choose from captures alone`,
    );
  return { name: operand, calls: callsIn(opened.summary, operand), exits: ['ok'], notes: [] };
}

async function captureSide(
  operand: string,
  sources: readonly Source[],
  invocation: Invocation,
): Promise<Side> {
  const selection = selectionOf(invocation);
  const work = workOf(null, invocation, selection);
  const { tally, outcome, log, unusable } = await gatherFrom(sources, invocation, work);
  const notes = [...outcome.losses(tally, unusable), ...outcome.notes(tally, invocation)];
  return {
    name: operand,
    calls: Array.from(factsOfCalls(log, selection), numbersOf),
    exits: outcome.exits(tally, invocation),
    notes: notes.map((text) => `${operand}: ${text}`),
  };
}

/** Where each measure stands among the values of a call. */
const PLACES: ReadonlyMap<string, number> = new Map(MEASURES.map(({ key }, index) => [key, index]));

/** Taken at once, so that nothing else of the call is kept. */
export function numbersOf(facts: CallFacts): CallNumbers {
  const values = MEASURES.map(({ value }) => value(facts));
  return numbersIn((key) => values[PLACES.get(key) ?? Number.NaN]);
}

function numbersIn(cell: (key: string) => unknown): CallNumbers {
  return {
    number: (key) => {
      const value = cell(key);
      return typeof value === 'number' ? value : null;
    },
    waits: (of, clock) => {
      const value = cell(waitsKey(of, clock));
      return Array.isArray(value) ? value.filter((one) => typeof one === 'number') : [];
    },
  };
}

/** How turnline summary --format json begins, also where its members were sorted. */
const SUMMARY = /^\s*\{\s*"(calls|all)"\s*:\s*[[{]/;
const HEAD_BYTES = 64;

/** What a source holds where that is a summary, else the source, to be read from its beginning. */
async function openedUnlessSummary(
  source: Source,
  { host }: Invocation,
): Promise<Source | { readonly summary: unknown }> {
  let opened: ByteReader | undefined;
  try {
    opened = await source.open();
    const { reader: text } = await unpacked(opened, source.name, host.interrupt);
    return await summaryIn(text, source.name);
  } catch (error) {
    await opened?.close().catch(() => {});
    // What cannot be read is told of where captures are read.
    return { name: source.name, open: () => Promise.reject(error) };
  }
}

async function summaryIn(text: Ending, name: string): Promise<Source | { readonly summary: unknown }> {
  const head = await peeked<boolean>(
    text,
    HEAD_BYTES,
    (bytes, ended) =>
      ended || bytes.length === HEAD_BYTES ? SUMMARY.test(bytes.toString('latin1')) : undefined,
    false,
  );
  const whole = text.failing(head.whole);
  const again = { name, open: async () => whole };
  if (!head.result) return again;
  const bytes = await wholeText(whole);
  const summary = parsed(bytes);
  return isSummary(summary) ? { summary } : { name, open: async () => readerOf(bytes) };
}

const CHUNK = 1 << 16;

async function wholeText(reader: ByteReader): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for (;;) {
    const chunk = Buffer.alloc(CHUNK);
    const length = await reader.read(chunk, 0, CHUNK);
    if (length === 0) break;
    chunks.push(chunk.subarray(0, length));
  }
  await reader.close();
  return Buffer.concat(chunks);
}

function readerOf(text: Buffer): ByteReader {
  let rest = text;
  return {
    async read(target, at, length) {
      const taken = rest.copy(target, at, 0, Math.min(length, rest.length));
      rest = rest.subarray(taken);
      return taken;
    },
    async close() {},
  };
}

function parsed(text: Buffer): unknown {
  try {
    return JSON.parse(text.toString('utf8'));
  } catch {
    return null;
  }
}

function isSummary(document: unknown): boolean {
  return Array.isArray(memberOf(document, 'calls')) && memberOf(document, 'all') !== undefined;
}

function callsIn(document: unknown, operand: string): CallNumbers[] {
  const rows = memberOf(document, 'calls');
  return (Array.isArray(rows) ? rows : []).map((row: unknown) => {
    const cell = (key: string): unknown => key.split('.').reduce<unknown>(memberOf, row);
    for (const waits of WAITS)
      if (!Array.isArray(cell(waitsKey(waits, 'event'))))
        throw new TurnlineError(
          'input',
          `${operand} is a summary without the waits of its calls: make it again by turnline summary --format json`,
        );
    return numbersIn(cell);
  });
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? Reflect.get(value, name)
    : undefined;
}
