// Turns records, one after another, into a batch of events, findings and counts.
import { isUtf8 } from 'node:buffer';
import type { Contract } from '../contract/contract.ts';
import { type Finding, type FindingCode, type FindingFacts, severityOf } from '../finding.ts';
import type { Record, Unframed } from '../input/record.ts';
import type { RecordVisitor } from '../input/records.ts';
import { OPEN_BRACE, OPEN_BRACKET, skipBlanks } from '../json/bytes.ts';
import { Cursor } from '../json/cursor.ts';
import { type Position, positionOf } from '../json/lines.ts';
import { type Problem, REASONS } from '../json/problem.ts';
import { firstInvalid } from '../json/utf8.ts';
import { eventOf, type Role, type SpeechEvent } from '../message/event.ts';
import { Judge } from '../message/judge.ts';
import { type Notice, noticesIn } from '../message/notice.ts';
import { MessageReader } from '../message/reader.ts';
import { emptyTally, type Tally } from './tally.ts';

/** What is to be done with every record. */
export interface Work {
  /** What speech-updates are held against; null where they are not judged. */
  readonly contract: Contract | null;
  /** Only messages whose call id starts with this, and speech-updates of this role. */
  readonly selection: { readonly call?: string | undefined; readonly role?: Role | undefined };
  readonly maxRecordBytes: number;
  /** Whether consequences of a cause are wanted too. */
  readonly everything?: boolean | undefined;
  /** Whether events are wanted, and what messages tell of calls beside them. */
  readonly timeline: boolean;
  /** Which records are to be kept as they are. */
  readonly keep?: { readonly valid: boolean; readonly invalid: boolean } | undefined;
}

/** What a stretch of the input came to, in its order. */
export interface Batch {
  readonly tally: Tally;
  readonly findings: Finding[];
  readonly events: SpeechEvent[];
  readonly notices: Notice[];
  /** The documents that were to be kept, each ending in a newline. */
  readonly kept: { readonly valid: Buffer[]; readonly invalid: Buffer[] };
}

/** Collects what records come to, until `take` hands it over. */
export class Batcher implements RecordVisitor {
  readonly #work: Work;
  readonly #reader = new MessageReader();
  readonly #judge: Judge | null;
  #batch: Batch = emptyBatch();
  /** Documents beyond the first in a record, so that every document has a number of its own. */
  #extra = 0;
  #source = '';
  /** The last position that was asked for. */
  #place: { offset: number; position: Position } = { offset: 0, position: { line: 1, column: 1 } };
  readonly #artifacts = new Map<string, Notice>();

  constructor(work: Work) {
    this.#work = work;
    const { contract, everything = false } = work;
    this.#judge = contract === null ? null : new Judge(contract, everything);
  }

  take(): Batch {
    const batch = this.#batch;
    batch.notices.push(...this.#artifacts.values());
    this.#artifacts.clear();
    this.#batch = emptyBatch();
    return batch;
  }

  record(record: Record): void {
    if (record.source !== this.#source) {
      this.#source = record.source;
      this.#extra = 0;
    }
    this.#place = { offset: record.start, position: record.position };
    if (record.bytes[record.start] === OPEN_BRACKET && this.#items(record)) return;
    // A line may hold several documents, where two writers did not wait for each other.
    for (let start = record.start; ; this.#extra++) {
      const next = this.#document(record, start, record.end);
      if (next >= record.end) return;
      if (record.bytes[next] !== OPEN_BRACE) {
        this.#find('broken-json', { reason: REASONS['more-after-value'] }, this.#at(record, next));
        return;
      }
      start = next;
    }
  }

  /** Reads the items of an array of objects as a record each; false where the record is none. */
  #items(record: Record): boolean {
    const { bytes, start, end } = record;
    const cursor = new Cursor();
    cursor.reset(bytes, start, end);
    const whole = cursor.skipValue() && skipBlanks(bytes, cursor.at, end) === end;
    cursor.reset(bytes, start, end);
    if (!whole || !cursor.enter(OPEN_BRACKET) || cursor.peek() !== OPEN_BRACE) return false;
    for (let first = true; cursor.nextItem(); first = false) {
      cursor.peek();
      const from = cursor.at;
      cursor.skipValue();
      if (!first) this.#extra++;
      this.#document(record, from, cursor.at);
    }
    return true;
  }

  unframed(source: string, { problem, position }: Unframed): void {
    const place = { source, record: 0, ...position, callId: null };
    if (problem === 'too-long') {
      this.#batch.tally.records++;
      this.#batch.tally.notJson++;
      this.#find('record-too-long', { limitBytes: this.#work.maxRecordBytes }, place);
    } else this.#find(problem, {}, place);
  }

  /** Reads the document at `start`; gives where the next one in the record starts, `end` where there is none. */
  #document(record: Record, start: number, end: number): number {
    const { bytes } = record;
    const reader = this.#reader;
    const kind = reader.read(bytes, start, end);
    const { tally } = this.#batch;
    // Text that only begins like JSON, as a date does, is one record that is not JSON.
    const isText = bytes[reader.start] !== OPEN_BRACE && reader.next < end;
    if (kind === 'not-json' || isText) {
      tally.records++;
      tally.notJson++;
      this.#keep('invalid', bytes, start, end);
      this.#broken(record, isText ? { reason: 'more-after-value', at: reader.next } : reader.problem);
      return end;
    }
    if (!isUtf8(bytes.subarray(reader.start, reader.end))) this.#notUtf8(record);
    const origin = { source: record.source, record: record.number + this.#extra };
    if (kind !== 'not-message' && !this.#isSelected(kind === 'speech-update')) return reader.next;
    tally.records++;
    let verdict: 'valid' | 'invalid' = 'valid';
    if (kind === 'other') tally.otherMessages++;
    else if (kind === 'not-message') {
      tally.notMessages++;
      verdict = 'invalid';
    } else {
      tally.speechUpdates++;
      verdict = this.#verdict({ ...origin, bytes, position: this.#positionOf(bytes, reader.start) });
      if (this.#work.timeline) this.#addEvent(bytes, origin);
    }
    if (kind !== 'not-message' && this.#work.timeline) this.#noticeAll(record.source, bytes);
    this.#keep(verdict, bytes, reader.start, reader.end);
    return reader.next;
  }

  #isSelected(isSpeech: boolean): boolean {
    const { call, role } = this.#work.selection;
    const { message } = this.#reader;
    if (call !== undefined && message.callId?.startsWith(call) !== true) return false;
    return role === undefined || !isSpeech || message.role === role;
  }

  /** A message that is not judged is not wrong. */
  #verdict(place: {
    source: string;
    record: number;
    bytes: Buffer;
    position: Position;
  }): 'valid' | 'invalid' {
    if (this.#judge === null) return 'valid';
    const findings = this.#judge.judge(this.#reader, place);
    const { tally } = this.#batch;
    this.#batch.findings.push(...findings);
    if (findings.some((finding) => severityOf(finding) === 'invalid')) {
      tally.invalid++;
      return 'invalid';
    }
    tally.valid++;
    if (findings.length > 0) tally.drift++;
    return 'valid';
  }

  #addEvent(bytes: Buffer, origin: { source: string; record: number }): void {
    const { message } = this.#reader;
    const event = eventOf(message, { ...origin, ...this.#positionOf(bytes, message.start) });
    if (typeof event === 'object') this.#batch.events.push(event);
  }

  /** Of a call's artifacts in one batch only the last is passed on. */
  #noticeAll(source: string, bytes: Buffer): void {
    const { message } = this.#reader;
    const callId = message.callId ?? null;
    for (const said of noticesIn(message, bytes)) {
      const notice = { callId, source, said };
      if (said.kind === 'artifact') this.#artifacts.set(callId ?? `source ${source}`, notice);
      else this.#batch.notices.push(notice);
    }
  }

  /** The bytes are a view of a window that moves on, so they are copied. */
  #keep(verdict: 'valid' | 'invalid', bytes: Buffer, start: number, end: number): void {
    const { keep } = this.#work;
    if (keep?.[verdict] === true)
      this.#batch.kept[verdict].push(Buffer.from(`${bytes.toString('latin1', start, end)}\n`, 'latin1'));
  }

  /** Said once a document, at its first such byte. */
  #notUtf8(record: Record): void {
    const { start, end } = this.#reader;
    const at = firstInvalid(record.bytes, start, end);
    const position = positionOf(record.bytes, this.#place.offset, at, this.#place.position);
    this.#find('invalid-utf8', { offset: at - start + 1 }, { ...this.#at(record, start), ...position });
  }

  #broken(record: Record, problem: Problem | null): void {
    const { reason, at } = problem ?? { reason: 'wants-value', at: record.start };
    const place = this.#at(record, at);
    if (reason === 'ends-early') this.#find('truncated-record', { last: record.cut }, place);
    else this.#find('broken-json', { reason: REASONS[reason] }, place);
  }

  #at(record: Record, offset: number): Omit<Finding, 'code' | 'facts' | 'pointer'> {
    const { source, number, bytes } = record;
    return { source, record: number + this.#extra, ...this.#positionOf(bytes, offset), callId: null };
  }

  /** Positions are asked for in order, so each is counted on from the last. */
  #positionOf(bytes: Buffer, offset: number): Position {
    const position = positionOf(bytes, this.#place.offset, offset, this.#place.position);
    this.#place = { offset, position };
    return position;
  }

  #find<Code extends FindingCode>(
    code: Code,
    facts: FindingFacts[Code],
    place: Omit<Finding, 'code' | 'facts' | 'pointer'>,
  ): void {
    this.#batch.findings.push({ code, facts, pointer: '', ...place });
  }
}

export function emptyBatch(): Batch {
  return { tally: emptyTally(), findings: [], events: [], notices: [], kept: { valid: [], invalid: [] } };
}
