// Turns records, one after another, into a batch of events, findings and counts.
import { isUtf8 } from 'node:buffer';
import { type Finding, type FindingCode, type FindingFacts, severityOf } from '../finding.ts';
import type { Record, Unframed } from '../input/record.ts';
import type { RecordVisitor } from '../input/records.ts';
import type { Received, Text } from '../input/text.ts';
import type { Kernel } from '../json/kernel.ts';
import { type Problem, REASONS } from '../json/problem.ts';
import { firstInvalid, isSurrogate } from '../json/utf8.ts';
import { isBeyond } from '../limits.ts';
import { EventColumns } from '../message/columns.ts';
import type { DocumentVisitor } from '../message/document-visitor.ts';
import { eventOf } from '../message/event.ts';
import type { MessageFields } from '../message/fields.ts';
import { Judge } from '../message/judge.ts';
import { momentOf } from '../message/moment.ts';
import { noticesIn } from '../message/notice.ts';
import type { MessageReader } from '../message/reader.ts';
import { isOfCall, isWanted, selectsAll } from '../message/selection.ts';
import { Unwrapper } from '../message/unwrap.ts';
import { type Batch, emptyBatch, type Work } from './batch.ts';
import { LatestArtifacts } from './latest-artifacts.ts';

type Place = Omit<Finding, 'code' | 'facts' | 'pointer'>;

/** Collects what records come to, until `take` hands it over. */
export class Batcher implements RecordVisitor, DocumentVisitor {
  readonly #work: Work;
  readonly #judge: Judge | null;
  readonly #wantsAll: boolean;
  readonly #unwrapper: Unwrapper;
  #batch: Batch = emptyBatch();
  /** The columns of the batch before, which nobody needs any more: they are filled again. */
  #spare = new EventColumns();
  /**
   * Of the record at hand: its source, whether the source ended in it, its bytes where they are known to be UTF-8, and the number of
   * the next document in it.
   */
  #source = '';
  #cut = false;
  #utf8: Text | null = null;
  #number = 0;
  /** Documents beyond the first of their record, so that every document has a number of its own. */
  #extra = 0;
  readonly #artifacts = new LatestArtifacts();

  /** Records lie in the memory of the kernel. */
  constructor(work: Work, kernel: Kernel) {
    this.#work = work;
    this.#wantsAll = selectsAll(work.selection);
    const { contract, everything = false } = work;
    this.#judge = contract === null ? null : new Judge(contract, everything);
    this.#unwrapper = new Unwrapper(this, kernel, work.at);
  }

  /** Counts records of their own from here, as at the beginning of a source. */
  restart(): void {
    this.#extra = 0;
  }

  /** How many documents there were beyond the first of their records. */
  get extra(): number {
    return this.#extra;
  }

  take(): Batch {
    const batch = this.#batch;
    for (const notice of this.#artifacts.take()) batch.notices.push(notice);
    this.#spare.clear();
    this.#batch = emptyBatch(this.#spare);
    this.#spare = batch.events;
    return batch;
  }

  record(record: Record): void {
    const { source, number, cut } = record;
    this.#goOnIn(source);
    this.#cut = cut;
    this.#utf8 = record.isUtf8 ? record : null;
    this.#number = number + this.#extra;
    this.#unwrapper.read(record);
    this.#extra += Math.max(0, this.#number - number - this.#extra - 1);
  }

  #goOnIn(source: string): void {
    if (source !== this.#source) this.#extra = 0;
    this.#source = source;
  }

  unframed(source: string, { problem, position, length = 0, number }: Unframed): void {
    this.#goOnIn(source);
    const record = number === undefined ? 0 : number + this.#extra;
    const place = { source, record, ...position, callId: null };
    if (problem === 'too-long') {
      this.#batch.tally.records++;
      this.#batch.tally.notJson++;
      this.#find('record-too-long', { limitBytes: length }, place);
    } else if (problem === 'zero-bytes') this.#find(problem, { length }, place);
    else this.#find(problem, {}, place);
  }

  message(text: Text, reader: MessageReader, received: Received | null): void {
    const { bytes } = text;
    const { message, isSpeech } = reader;
    const { selection, timeline } = this.#work;
    if (!isOfCall(selection, message)) return;
    const record = this.#number++;
    const receivedAt = received === null ? null : (momentOf(received)?.ms ?? null);
    // Of a call that is wanted in part, all events are needed to tell how each part went.
    const isEvent = isSpeech && timeline && this.#addEvent(text, message, record, receivedAt);
    if (timeline) this.#noticeAll(message);
    if (!isWanted(selection, message, isSpeech, receivedAt)) return;
    this.#work.onMessage?.({ reader, source: this.#source, received });
    this.#checkUtf8(text, reader, record);
    const { tally } = this.#batch;
    tally.records++;
    if (isSpeech) tally.speechUpdates++;
    else tally.otherMessages++;
    if (isSpeech && timeline && !isEvent) this.#batch.unusable++;
    const verdict = isSpeech ? this.#verdict(text, reader, record) : 'valid';
    this.#keep(verdict, bytes, reader.start, reader.end);
  }

  notMessage(text: Text, reader: MessageReader): void {
    if (!this.#wantsAll) return;
    this.#checkUtf8(text, reader, this.#number++);
    this.#batch.tally.records++;
    this.#batch.tally.notMessages++;
    this.#keep('invalid', text.bytes, reader.start, reader.end);
  }

  broken(text: Text, start: number, end: number, { reason, at }: Problem): void {
    const place = this.#at(text, at);
    if (reason === 'ends-early') this.#find('truncated-record', { last: this.#cut }, place);
    else this.#find(isBeyond(reason) ? 'too-large' : 'broken-json', { reason: REASONS[reason] }, place);
    this.plain(text, start, end);
  }

  plain(text: Text, start: number, end: number): void {
    this.#number++;
    this.#batch.tally.records++;
    this.#batch.tally.notJson++;
    this.#keep('invalid', text.bytes, start, end);
  }

  /** A message that is not judged is not wrong. */
  #verdict(text: Text, reader: MessageReader, record: number): 'valid' | 'invalid' {
    if (this.#judge === null) return 'valid';
    const findings = this.#judge.judge(reader, { source: this.#source, record, text });
    const { tally } = this.#batch;
    // One message may have more findings than a call takes arguments.
    for (const finding of findings) this.#batch.findings.push(finding);
    if (findings.some((finding) => severityOf(finding) === 'invalid')) {
      tally.invalid++;
      return 'invalid';
    }
    tally.valid++;
    if (findings.length > 0) tally.drift++;
    return 'valid';
  }

  /** False where the message makes no event. */
  #addEvent(text: Text, message: MessageFields, record: number, receivedAt: number | null): boolean {
    const origin = { source: this.#source, record, receivedAt, ...text.positionOf(message.start) };
    const event = eventOf(message, origin);
    if (typeof event !== 'object') return false;
    this.#batch.events.push(event);
    return true;
  }

  #noticeAll(message: MessageFields): void {
    const callId = message.callId ?? null;
    const source = this.#source;
    for (const said of noticesIn(message)) {
      if (said.kind === 'artifact') this.#artifacts.add(callId, source, said);
      else this.#batch.notices.push({ callId, source, said });
    }
  }

  /** The bytes are a view of a window that moves on, so they are copied. */
  #keep(verdict: 'valid' | 'invalid', bytes: Buffer, start: number, end: number): void {
    const { keep } = this.#work;
    if (keep?.[verdict] === true)
      this.#batch.kept[verdict].push(Buffer.from(`${bytes.toString('latin1', start, end)}\n`, 'latin1'));
  }

  /** Said once a document, at its first such byte. */
  #checkUtf8(text: Text, { start, end }: MessageReader, record: number): void {
    if (text === this.#utf8 || isUtf8(text.bytes.subarray(start, end))) return;
    const at = firstInvalid(text.bytes, start, end);
    const isHalf = isSurrogate(text.bytes, at);
    this.#find('invalid-utf8', { offset: at - start + 1, isHalf }, { ...this.#at(text, at), record });
  }

  #at(text: Text, offset: number): Place {
    return { source: this.#source, record: this.#number, ...text.positionOf(offset), callId: null };
  }

  #find<Code extends FindingCode>(code: Code, facts: FindingFacts[Code], place: Place): void {
    this.#batch.findings.push({ code, facts, pointer: '', ...place });
  }
}
