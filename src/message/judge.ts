// Turns speech-updates and a contract into findings with their places in the source.
import type { Contract } from '../contract/contract.ts';
import type { Defect } from '../contract/defect.ts';
import type { Finding } from '../finding.ts';
import type { Text } from '../input/text.ts';
import { Cursor } from '../json/cursor.ts';
import { locate } from '../json/pointer.ts';
import { Judged } from './judged.ts';
import { momentOf } from './moment.ts';
import type { MessageReader } from './reader.ts';

/** Where a document was read. */
export interface DocumentPlace {
  readonly source: string;
  readonly record: number;
  readonly text: Text;
}

/** A message of fewer bytes costs less to judge whole than in parts. */
const WORTH_REMEMBERING = 1_024;

/** Judges message after message. */
export class Judge {
  readonly #contract: Contract;
  readonly #everything: boolean;
  readonly #judged: Judged | undefined;
  readonly #cursor = new Cursor();

  /** With `everything`, consequences of a cause are findings too. */
  constructor(contract: Contract, everything: boolean) {
    this.#contract = contract;
    this.#everything = everything;
    this.#judged = contract.apart === undefined ? undefined : new Judged(contract.apart);
  }

  /** What the contract says of the message that `reader` has just read. */
  judge(reader: MessageReader, place: DocumentPlace): Finding[] {
    const { describes, builtIn } = this.#contract;
    const { bytes } = place.text;
    const [from, to] =
      describes === 'document' ? [reader.start, reader.end] : [reader.message.start, reader.message.end];
    const apart = to - from >= WORTH_REMEMBERING ? this.#judged : undefined;
    const defects =
      apart?.defectsOf(reader.message, bytes) ??
      this.#contract.check(JSON.parse(bytes.toString('utf8', from, to)), this.#everything);
    const own = builtIn ? [...defects.map((one) => knownBetter(one, reader)), ...unitOf(reader)] : defects;
    return own.map((one) => this.#placed(one, reader, place, from, to));
  }

  #placed(one: Defect, reader: MessageReader, place: DocumentPlace, from: number, to: number): Finding {
    const location = locate(place.text.bytes, from, to, one.pointer, this.#cursor);
    const at = one.at === 'key' ? (location.key ?? location.value) : location.value;
    const { line, column } = place.text.positionOf(at);
    return {
      code: one.code,
      facts: one.facts,
      pointer: one.shown ?? one.pointer,
      source: place.source,
      record: place.record,
      line,
      column,
      callId: reader.message.callId ?? null,
    };
  }
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
