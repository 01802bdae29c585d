// Turns speech-updates and a contract into findings with their places in the source.
import type { Contract } from '../contract/contract.ts';
import { bounded, type Defect } from '../contract/defect.ts';
import type { Finding } from '../finding.ts';
import type { Text } from '../input/text.ts';
import { MOST_VALUES } from '../json/kernel.ts';
import type { Position } from '../json/lines.ts';
import { formatPointer, locateAll } from '../json/pointer.ts';
import { MOST_SHOWN_POINTER } from '../limits.ts';
import { type Duplicate, duplicatesIn } from './duplicates.ts';
import { momentOf } from './moment.ts';
import type { MessageReader } from './reader.ts';

/** Where a document was read. */
export interface DocumentPlace {
  readonly source: string;
  readonly record: number;
  readonly text: Text;
}

/** Judges message after message. */
export class Judge {
  readonly #contract: Contract;
  readonly #everything: boolean;

  /** With `everything`, consequences of a cause are findings too. */
  constructor(contract: Contract, everything: boolean) {
    this.#contract = contract;
    this.#everything = everything;
  }

  /** What the contract says of the message that `reader` has just read. */
  judge(reader: MessageReader, place: DocumentPlace): Finding[] {
    const { describes, builtIn } = this.#contract;
    const { tape, bytes } = reader.kernel;
    const judged = describes === 'document' ? reader.entry : reader.message.entry;
    const isTooMuch = tape.isClosed(judged);
    const defects = isTooMuch
      ? [TOO_MANY]
      : this.#contract.check(
          JSON.parse(bytes.toString('utf8', tape.start(judged), tape.end(judged))),
          this.#everything,
        );
    const own = bounded(
      builtIn ? [...defects.map((one) => knownBetter(one, reader)), ...unitOf(reader)] : defects,
    );
    const twice = isTooMuch ? [] : bounded(this.#duplicates(reader));
    return own.length + twice.length === 0 ? [] : placed(own, twice, reader, judged, place);
  }

  /** Keys that stand twice in the document, in the message, or in its call: what is read of every message. */
  #duplicates({ kernel: { tape }, entry, message, pointer: inner }: MessageReader): Twice[] {
    const isWhole = this.#contract.describes === 'document';
    const inMessage = isWhole ? inner : '';
    const call = message.at('call');
    const pointed = (found: readonly Duplicate[], around: string): Twice[] =>
      found.map((one) => ({ ...one, code: 'duplicate-key', pointer: around + formatPointer([one.name]) }));
    return [
      ...(inner === '' ? [] : pointed(duplicatesIn(tape, entry), '')).map((one) =>
        isWhole ? one : { ...one, pointer: '' },
      ),
      ...pointed(duplicatesIn(tape, message.entry), inMessage),
      ...pointed(call === 0 ? [] : duplicatesIn(tape, call), `${inMessage}/call`),
    ];
  }
}

function placed(
  defects: readonly Defect[],
  twice: readonly Twice[],
  reader: MessageReader,
  judged: number,
  { text, source, record }: DocumentPlace,
): Finding[] {
  const pointers = defects.map(({ pointer }) => pointer);
  const offsets = locateAll(reader.kernel.tape, judged, pointers).map(({ key, value }, index) =>
    defects[index]!.at === 'key' ? (key ?? value) : value,
  );
  const positions = positionsOf(text, [...offsets, ...twice.map(({ at }) => at)]);
  const callId = reader.message.callId ?? null;
  return [
    ...defects.map(({ code, facts, pointer, shown = pointer, more }, index) => {
      const { line, column } = positions.get(offsets[index]!)!;
      const about = { code, facts, pointer: beginningOf(shown), source, record, line, column, callId };
      return more === undefined ? about : { ...about, more };
    }),
    ...twice.map(({ code, name, at, pointer, more }) => {
      const { line, column } = positions.get(at)!;
      const place = { pointer: beginningOf(pointer), source, record, line, column, callId };
      const about = { code, facts: { name }, ...place };
      return more === undefined ? about : { ...about, more };
    }),
  ];
}

/** A key that stands again, as a finding before its place is known. */
interface Twice extends Duplicate {
  readonly code: 'duplicate-key';
  readonly pointer: string;
  readonly more?: number;
}

/** Of a pointer that is longer than any in a message of Vapi's, the line and column tell the rest. */
function beginningOf(pointer: string): string {
  return pointer.length > MOST_SHOWN_POINTER ? `${pointer.slice(0, MOST_SHOWN_POINTER)}…` : pointer;
}

const TOO_MANY: Defect = {
  code: 'too-many-values',
  facts: { most: MOST_VALUES },
  pointer: '',
  at: 'value',
};

/** Asked for in the order of the text, in which each is found from the one before. */
function positionsOf(text: Text, offsets: readonly number[]): ReadonlyMap<number, Position> {
  const sorted = Uint32Array.from(offsets).sort();
  return new Map(Array.from(sorted, (at) => [at, text.positionOf(at)]));
}

/** A timestamp of the wrong type that is a date all the same, as messages before April 2025 have it. */
function knownBetter(one: Defect, { message: { timestamp } }: MessageReader): Defect {
  if (one.pointer !== '/timestamp' || one.code !== 'wrong-type' || typeof timestamp !== 'string') return one;
  if (momentOf(timestamp)?.unit !== 'text') return one;
  return { code: 'timestamp-text', pointer: one.pointer, at: 'value', facts: {} };
}

/** A timestamp of the right type in the wrong unit. */
function unitOf({ message: { timestamp } }: MessageReader): Defect[] {
  if (typeof timestamp !== 'number') return [];
  const unit = momentOf(timestamp)?.unit ?? null;
  if (unit === 'milliseconds') return [];
  return [{ code: 'timestamp-unit', pointer: '/timestamp', at: 'value', facts: { unit } }];
}
