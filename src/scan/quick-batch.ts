// Turns records that can be read quickly into events and counts of a batch, and leaves the others alone.
import type { Record } from '../input/record.ts';
import { NEWLINE, RETURN } from '../json/bytes.ts';
import type { KnownCall } from '../message/call-table.ts';
import { NONE } from '../message/columns.ts';
import { momentOf } from '../message/moment.ts';
import { QuickReader } from '../message/quick.ts';
import type { Batch, Work } from './batch.ts';
import type { LatestArtifacts } from './latest-artifacts.ts';

export class QuickBatcher {
  readonly #reader = new QuickReader();
  readonly #call: string | undefined;
  readonly #tellsOnce: boolean;
  readonly #artifacts: LatestArtifacts;
  #number = 0;
  #source = '';
  /** The index of messages that tell no call, in the batch at hand. */
  #noCall = -1;

  /** Whether quick reading gives all that is asked for. */
  static fits({ contract, timeline, at, keep, onMessage, selection }: Work): boolean {
    const { call: _, ...others } = selection;
    const kept = keep?.valid === true || keep?.invalid === true;
    return (
      contract === null &&
      timeline &&
      at === undefined &&
      !kept &&
      onMessage === undefined &&
      Object.values(others).every((one) => one === undefined)
    );
  }

  /** `call` is how the id must start, if that matters. With `tellsOnce` no batch is forgotten before the last. */
  constructor(call: string | undefined, tellsOnce: boolean, artifacts: LatestArtifacts) {
    this.#call = call;
    this.#tellsOnce = tellsOnce;
    this.#artifacts = artifacts;
  }

  /** False where the record was not taken. */
  read(record: Record, number: number, batch: Batch): boolean {
    const { bytes, start, end } = record;
    const reader = this.#reader;
    if (!record.isUtf8 || record.received !== null) return false;
    if (!reader.read(bytes, start, end)) return false;
    this.#take(record, number, batch);
    return true;
  }

  /** As RecordVisitor has it. */
  alike(record: Record, number: number, batch: Batch): number {
    const { bytes, start, end } = record;
    const stop = this.#reader.readAlike(bytes, start, end);
    if (stop < 0) return stop;
    const newline = bytes[stop] === RETURN ? stop + 1 : stop;
    if (newline >= end || bytes[newline] !== NEWLINE) return NOTHING;
    this.#take(record, number, batch);
    return newline;
  }

  #take(record: Record, number: number, batch: Batch): void {
    const reader = this.#reader;
    const { call, isSpeech } = reader;
    if (this.#call !== undefined && call?.id?.startsWith(this.#call) !== true) return;
    this.#source = record.source;
    batch.tally.records++;
    if (isSpeech) batch.tally.speechUpdates++;
    else batch.tally.otherMessages++;
    const index = call === undefined ? this.#withoutCall(batch) : this.#indexOf(call, batch);
    if (!isSpeech) return;
    const { line, column } = record.positionOf(reader.start);
    if (batch.events.sources.length === 0) batch.events.sources.push(record.source);
    const { at, what, turn } = reader;
    batch.events.add(at, Number.NaN, what, turn < 0 ? NONE : turn, index, 0, number, line, column);
    if (reader.artifactStart >= 0) this.#keepArtifact(call?.id ?? null, record.bytes);
  }

  endBatch(): void {
    this.#noCall = -1;
    this.#number++;
  }

  #withoutCall({ events }: Batch): number {
    if (this.#noCall < 0) this.#noCall = events.calls.push(null) - 1;
    return this.#noCall;
  }

  /** At its first message in a batch a call is told of, with what it says of itself, unless that is known for good. */
  #indexOf(call: KnownCall, { events, notices }: Batch): number {
    if (call.batch === this.#number) return call.index;
    const isKnown = call.batch >= 0 && call.id !== undefined && this.#tellsOnce;
    call.batch = this.#number;
    const callId = call.id ?? null;
    call.index = events.calls.push(callId) - 1;
    if (isKnown) return call.index;
    const source = this.#source;
    const startedAt = call.startedAt === undefined ? null : momentOf(call.startedAt);
    if (startedAt !== null)
      notices.push({ callId, source, said: { kind: 'started', at: startedAt.ms, byCall: true } });
    const { assistantId: id } = call;
    if (id !== undefined) notices.push({ callId, source, said: { kind: 'assistant', id } });
    return call.index;
  }

  #keepArtifact(callId: string | null, bytes: Buffer): void {
    const { artifactStart: start, artifactEnd: end, at: told } = this.#reader;
    const at = Number.isNaN(told) ? null : told;
    this.#artifacts.add(callId, this.#source, { kind: 'artifact', at, bytes: bytes.subarray(start, end) });
  }
}

const NOTHING = -1;
