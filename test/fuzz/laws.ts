// Turns an input into what it comes to, and throws where that breaks a law of reading.
import { gunzipSync } from 'node:zlib';
import type { Contract } from '../../src/contract/contract.ts';
import { type Finding, sentenceOf, severityOf } from '../../src/finding.ts';
import type { Source } from '../../src/input/source.ts';
import { factsOf } from '../../src/measures/facts.ts';
import { MEASURES } from '../../src/measures/index.ts';
import type { Work } from '../../src/scan/batch.ts';
import { scan } from '../../src/scan/scan.ts';
import { addTally, emptyTally, type Tally } from '../../src/scan/tally.ts';
import { assembleCall, type Call } from '../../src/timeline/call.ts';
import { EventLog } from '../../src/timeline/log.ts';

const TIMELINE: Work = { contract: null, selection: {}, maxRecordBytes: 1 << 16, timeline: true };

interface Read {
  readonly tally: Tally;
  readonly findings: Finding[];
  readonly calls: Call[];
  readonly unusable: number;
}

/** The laws: nothing is thrown, every record is counted once, both ways of reading agree, and every place is in the input. */
export async function expectLaws(input: Buffer, contract: Contract): Promise<Tally> {
  const judged = await read(input, { ...TIMELINE, contract });
  const quick = await read(input, TIMELINE);
  expectCounts(judged.tally, true);
  expectCounts(quick.tally, false);
  expectPlaces(input, judged.findings);
  expectSame('what is read', summaryOf(judged), summaryOf(quick));
  for (const call of judged.calls) expectMeasurable(call);
  return judged.tally;
}

async function read(input: Buffer, work: Work): Promise<Read> {
  const log = new EventLog();
  const tally = emptyTally();
  const findings: Finding[] = [];
  let unusable = 0;
  for await (const batch of scan([sourceOf(input)], work, new AbortController().signal)) {
    addTally(tally, batch.tally);
    findings.push(...batch.findings);
    unusable += batch.unusable;
    log.add(batch.events);
    for (const notice of batch.notices) log.note(notice);
  }
  return { tally, findings, unusable, calls: [...log.calls()].map(assembleCall) };
}

function sourceOf(input: Buffer): Source {
  return {
    name: 'input',
    open: async () => {
      let from = 0;
      return {
        async read(target, at, length) {
          const taken = input.copy(target, at, from, Math.min(input.length, from + length));
          from += taken;
          return taken;
        },
        close: async () => {},
      };
    },
  };
}

function expectCounts(tally: Tally, isJudged: boolean): void {
  const { records, speechUpdates, valid, invalid, drift, otherMessages, notJson, notMessages } = tally;
  const text = JSON.stringify(tally);
  if (records !== speechUpdates + otherMessages + notJson + notMessages) throw new Error(`counts: ${text}`);
  if (isJudged && speechUpdates !== valid + invalid) throw new Error(`verdicts: ${text}`);
  if (drift > valid) throw new Error(`drift: ${text}`);
}

/** What does not depend on whether messages are judged. */
function summaryOf({ tally, findings, calls, unusable }: Read): unknown {
  const { records, speechUpdates, otherMessages, notJson, notMessages } = tally;
  return {
    counts: [records, speechUpdates, otherMessages, notJson, notMessages, unusable],
    findings: findings.filter((finding) => severityOf(finding) === 'input'),
    calls: calls.map(({ id, origin, window, segments, evidence, findings }) => {
      const { rows, startedMs, endedMs, metrics, words } = evidence;
      return { id, origin, window, segments, findings, rows, startedMs, endedMs, metrics, words };
    }),
  };
}

function expectSame(what: string, one: unknown, other: unknown): void {
  const [a, b] = [JSON.stringify(one), JSON.stringify(other)];
  if (a === b) return;
  const at = [...a].findIndex((character, index) => character !== b[index]);
  throw new Error(
    `${what} differs: ${a.slice(Math.max(0, at - 80), at + 80)} | ${b.slice(Math.max(0, at - 80), at + 80)}`,
  );
}

/** Every line and column of a finding is one of the input, decompressed where it is whole. */
function expectPlaces(input: Buffer, findings: readonly Finding[]): void {
  if (findings.length === 0) return;
  const text = textOf(input);
  const ends = text === null ? null : lineEnds(text);
  for (const finding of findings) {
    const { line, column, code } = finding;
    if (sentenceOf(finding) === '') throw new Error(`${code} says nothing`);
    if (code === 'unreadable') continue;
    if (line === null || column === null) throw new Error(`${code} has no place`);
    if (!(line >= 1 && column >= 1)) throw new Error(`${code} stands at ${line}:${column}`);
    if (ends === null) continue;
    const end = ends[line - 1];
    const start = line === 1 ? 0 : ends[line - 2]! + 1;
    // One behind the last byte is where something is missing.
    if (end === undefined || start + column - 1 > end)
      throw new Error(`${code} stands at ${line}:${column}, which is not in the input`);
  }
}

/** Zeros, and what no text begins with: another packing, brotli among them. */
const OTHER = /00|^(?:0[0-8bcef]|1[0-9acdf]|1b(?!5b)|28b52ffd)/;
const UTF_16 = /^(?:fffe|feff|00[^0].00|[^0].00)/;

/** Null where the text is not told by so simple means. */
function textOf(input: Buffer): Buffer | null {
  if (input[0] === 0x1f && input[1] === 0x8b) {
    try {
      return plainTextOf(gunzipSync(input));
    } catch {
      return null;
    }
  }
  return plainTextOf(input);
}

function plainTextOf(input: Buffer): Buffer | null {
  const hex = input.toString('hex', 0, 4);
  return UTF_16.test(hex) || OTHER.test(hex) ? null : input;
}

function lineEnds(text: Buffer): number[] {
  const ends: number[] = [];
  for (let at = text.indexOf(0x0a); at >= 0; at = text.indexOf(0x0a, at + 1)) ends.push(at);
  return [...ends, text.length];
}

function expectMeasurable(call: Call): void {
  const facts = factsOf(call);
  for (const { key, value } of MEASURES) {
    const measured = value(facts);
    if (typeof measured === 'number' && !Number.isFinite(measured)) throw new Error(`${key} is ${measured}`);
  }
  if (call.turns.length > 0 && call.segments.length === 0) throw new Error('turns without segments');
}
