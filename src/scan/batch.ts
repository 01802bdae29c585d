// Turns records, one after another, into a batch of events, findings and counts.
import type { Contract } from '../contract/contract.ts';
import { type Finding, type FindingCode, type FindingFacts, severityOf } from '../finding.ts';
import type { Record, Unframed } from '../input/record.ts';
import type { RecordVisitor } from '../input/records.ts';
import { type Position, positionOf } from '../json/lines.ts';
import { REASONS } from '../json/problem.ts';
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
  /** Whether what messages tell beside speech is wanted. */
  readonly evidence?: boolean | undefined;
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
    // A line may hold several documents, where two writers did not wait for each other.
    for (let start = record.start; ; this.#extra++) {
      const next = this.#document(record, start);
      if (next >= record.end) return;
      start = next;
    }
  }

  unframed(source: string, { problem, position }: Unframed): void {
    const place = { source, record: 0, ...position, callId: null };
    if (problem === 'too-long') {
      this.#batch.tally.records++;
      this.#batch.tally.notJson++;
      this.#find('record-too-long', { limitBytes: this.#work.maxRecordBytes }, place);
    } else this.#find(problem, {}, place);
  }

  /** Reads the document at `start`; gives where the next one in the record starts. */
  #document(record: Record, start: number): number {
    const { bytes, end } = record;
    const reader = this.#reader;
    const kind = reader.read(bytes, start, end);
    const number = record.number + this.#extra;
    const place = (at: number): Position => positionOf(bytes, record.start, at, record.position);
    const origin = { source: record.source, record: number };
    const { tally } = this.#batch;
    if (kind === 'not-json') {
      tally.records++;
      tally.notJson++;
      this.#keep('invalid', bytes, start, end);
      this.#broken(record, { ...origin, ...place(reader.problem?.at ?? start), callId: null });
      return end;
    }
    if (kind !== 'not-message' && !this.#isSelected(kind === 'speech-update')) return reader.next;
    tally.records++;
    let verdict: 'valid' | 'invalid' = 'valid';
    if (kind === 'other') tally.otherMessages++;
    else if (kind === 'not-message') {
      tally.notMessages++;
      verdict = 'invalid';
    } else {
      tally.speechUpdates++;
      verdict = this.#verdict({ ...origin, bytes, position: place(reader.start) });
      const event = eventOf(reader.message, { ...origin, ...place(reader.message.start) });
      if (typeof event === 'object') this.#batch.events.push(event);
    }
    if (kind !== 'not-message' && this.#work.evidence === true) this.#noticeAll(record.source, bytes);
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

  #broken(record: Record, place: Omit<Finding, 'code' | 'facts' | 'pointer'>): void {
    const { problem } = this.#reader;
    if (problem?.reason === 'ends-early') this.#find('truncated-record', { last: record.cut }, place);
    else this.#find('broken-json', { reason: REASONS[problem?.reason ?? 'wants-value'] }, place);
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
