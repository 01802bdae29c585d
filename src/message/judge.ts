// Turns speech-updates and a contract into findings with their places in the source.
import { bounded } from '../contract/bounds.ts';
import type { Contract } from '../contract/contract.ts';
import type { PlacedDefect } from '../contract/defect.ts';
import type { Finding } from '../finding.ts';
import type { Text } from '../input/text.ts';
import { MOST_VALUES } from '../json/kernel.ts';
import type { Position } from '../json/lines.ts';
import { formatPointer } from '../json/pointer.ts';
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
    const { kernel } = reader;
    const judged = describes === 'document' ? reader.entry : reader.message.entry;
    const isTooMuch = kernel.tape.isClosed(judged);
    const defects = isTooMuch
      ? [{ ...TOO_MANY, offset: kernel.tape.start(judged) }]
      : this.#contract.check(kernel, judged, this.#everything);
    const own = builtIn ? withUnit(defects, reader) : defects;
    const twice = isTooMuch ? [] : bounded(this.#duplicates(reader));
    return own.length + twice.length === 0 ? [] : placed(own, twice, reader, place);
  }

  /** Keys that stand twice in the document, in the message, or in its call: what is read of every message. */
  #duplicates({ kernel, entry, message, pointer: inner }: MessageReader): Twice[] {
    const call = message.at('call');
    const { tape } = kernel;
    const isOnTape = !tape.isClosed(entry);
    if (isOnTape && !kernel.mayHaveDoubles(inner === '' ? 0 : entry, message.entry, call)) return [];
    const isWhole = this.#contract.describes === 'document';
    const inMessage = isWhole ? inner : '';
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
  defects: readonly PlacedDefect[],
  twice: readonly Twice[],
  reader: MessageReader,
  { text, source, record }: DocumentPlace,
): Finding[] {
  const positions = positionsOf(text, [...defects.map(({ offset }) => offset), ...twice.map(({ at }) => at)]);
  const callId = reader.message.callId ?? null;
  const found = defects.map(({ code, facts, pointer, shown = pointer, more }, index): Finding => {
    const { line, column } = positions[index]!;
    const about = { code, facts, pointer: beginningOf(shown), source, record, line, column, callId };
    return more === undefined ? about : { ...about, more };
  });
  for (const [index, { code, name, pointer, more }] of twice.entries()) {
    const { line, column } = positions[defects.length + index]!;
    const place = { pointer: beginningOf(pointer), source, record, line, column, callId };
    const about = { code, facts: { name }, ...place };
    found.push(more === undefined ? about : { ...about, more });
  }
  return found;
}

/** A key that stands again, as a finding before its place is known. */
interface Twice extends Duplicate {
  readonly code: 'duplicate-key';
  readonly pointer: string;
  readonly more?: number;
}

/** A pointer longer than any in Vapi's messages is cut; the line and column say the rest. */
function beginningOf(pointer: string): string {
  return pointer.length > MOST_SHOWN_POINTER ? `${pointer.slice(0, MOST_SHOWN_POINTER)}…` : pointer;
}

const TOO_MANY = {
  code: 'too-many-values',
  facts: { most: MOST_VALUES },
  pointer: '',
  at: 'value',
} as const;

/** Asked for in the order of the text, in which each is found from the one before. */
function positionsOf(text: Text, offsets: readonly number[]): readonly Position[] {
  const isInOrder = offsets.every((offset, index) => index === 0 || offsets[index - 1]! <= offset);
  if (isInOrder) return offsets.map((offset) => text.positionOf(offset));
  const positions = new Array<Position>(offsets.length);
  const order = offsets.map((_, index) => index).sort((a, b) => offsets[a]! - offsets[b]!);
  for (const index of order) positions[index] = text.positionOf(offsets[index]!);
  return positions;
}

/** The defects, with what is known better of the timestamp. */
function withUnit(defects: readonly PlacedDefect[], reader: MessageReader): readonly PlacedDefect[] {
  const unit = unitOf(reader);
  const isText = defects.some(({ pointer, code }) => pointer === '/timestamp' && code === 'wrong-type');
  if (unit.length === 0 && !isText) return defects;
  return [...defects.map((one) => knownBetter(one, reader)), ...unit];
}

/** A timestamp of the wrong type that is a date all the same, as messages before April 2025 have it. One that counts others stays. */
function knownBetter(one: PlacedDefect, { message: { timestamp } }: MessageReader): PlacedDefect {
  if (one.pointer !== '/timestamp' || one.code !== 'wrong-type' || typeof timestamp !== 'string') return one;
  if (momentOf(timestamp)?.unit !== 'text' || one.more !== undefined) return one;
  return { code: 'timestamp-text', facts: {}, pointer: one.pointer, at: 'value', offset: one.offset };
}

/** A timestamp of the right type in the wrong unit. */
function unitOf({ message }: MessageReader): PlacedDefect[] {
  const { timestamp } = message;
  if (typeof timestamp !== 'number') return [];
  const unit = momentOf(timestamp)?.unit ?? null;
  if (unit === 'milliseconds') return [];
  const offset = message.kernel.tape.start(message.at('timestamp'));
  return [{ code: 'timestamp-unit', facts: { unit }, pointer: '/timestamp', at: 'value', offset }];
}
