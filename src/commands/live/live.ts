// Turns stored records into what happens in the calls that go on, and shows it; always behind the answers, never before them.
import { relative } from 'node:path';
import type { Contract } from '../../contract/contract.ts';
import type { Finding } from '../../finding.ts';
import type { Record } from '../../input/record.ts';
import { Kernel } from '../../json/kernel.ts';
import { positionOf } from '../../json/lines.ts';
import { MAX_RECORD_BYTES } from '../../limits.ts';
import type { Stored } from '../../listen/store.ts';
import type { CallFacts } from '../../measures/facts.ts';
import { Batcher } from '../../scan/batcher.ts';
import type { TurnRow } from '../turn-table.ts';
import { LiveCall } from './live-call.ts';

/** Where what happens is shown. */
export interface Stage {
  turn(row: TurnRow): void;
  finding(finding: Finding): void;
  /** `facts` is null where nobody spoke. */
  ended(call: LiveCall, facts: CallFacts | null): void;
  /** How things stand, told whenever something came and once a second. */
  standing(calls: readonly LiveCall[], stopwatchMs: number): void;
  finish(): Promise<void>;
}

export interface Surroundings {
  readonly cwd: string;
  stopwatchMs(): number;
  /** Whether somebody waits for an answer. */
  isBusy(): boolean;
}

/** A slice of work is no longer than this; where somebody waits for an answer it is short, and the next one comes later. */
const SLICE_MS = 4;
const BUSY_SLICE_MS = 1;
const BUSY_PAUSE_MS = 10;
/** What waits to be shown; beyond this records are only stored. */
const MOST_BYTES = 64 << 20;
const TICK_MS = 1_000;
/** The report of a call comes a few seconds after its end. */
const REPORT_WITHIN_MS = 10_000;
/** Longer than any call is silent. */
const FORGOTTEN_MS = 3_600_000;
/** Calls whose end was shown, and equal findings, that are remembered. */
const MOST_REMEMBERED = 2_000;

export class Live {
  findings = 0;
  /** Records that were not shown, since too many came at once. */
  skipped = 0;
  readonly #stage: Stage;
  readonly #cwd: string;
  readonly #stopwatchMs: () => number;
  readonly #isBusy: () => boolean;
  readonly #kernel: Kernel;
  readonly #batcher: Batcher;
  readonly #waiting: Stored[] = [];
  #waitingBytes = 0;
  #isScheduled = false;
  readonly #calls = new Map<string | null, LiveCall>();
  readonly #done = new Set<string | null>();
  readonly #said = new Set<string>();
  readonly #timer: NodeJS.Timeout;

  constructor(stage: Stage, contract: Contract, { cwd, stopwatchMs, isBusy }: Surroundings) {
    this.#stage = stage;
    this.#cwd = cwd;
    this.#stopwatchMs = stopwatchMs;
    this.#isBusy = isBusy;
    const work = { contract, selection: {}, maxRecordBytes: MAX_RECORD_BYTES, timeline: true };
    this.#kernel = new Kernel(MAX_RECORD_BYTES, contract.tables);
    this.#batcher = new Batcher(work, this.#kernel);
    this.#timer = setInterval(() => this.#tick(), TICK_MS);
    this.#timer.unref();
  }

  onStored(stored: Stored): void {
    if (this.#waitingBytes + stored.line.length > MOST_BYTES) {
      this.skipped++;
      return;
    }
    this.#waiting.push(stored);
    this.#waitingBytes += stored.line.length;
    this.#schedule();
  }

  /** Shows what still waits, and every call as far as it got. */
  async finish(): Promise<void> {
    clearInterval(this.#timer);
    for (const stored of this.#waiting.splice(0)) this.#read(stored);
    for (const key of [...this.#calls.keys()]) this.#end(key);
    await this.#stage.finish();
  }

  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    if (this.#isBusy()) setTimeout(() => this.#slice(), BUSY_PAUSE_MS);
    else setImmediate(() => this.#slice());
  }

  #slice(): void {
    const until = performance.now() + (this.#isBusy() ? BUSY_SLICE_MS : SLICE_MS);
    let read = 0;
    while (read < this.#waiting.length && performance.now() < until) this.#read(this.#waiting[read++]!);
    for (const { line } of this.#waiting.splice(0, read)) this.#waitingBytes -= line.length;
    this.#isScheduled = false;
    if (this.#waiting.length > 0) this.#schedule();
    else this.#stage.standing([...this.#calls.values()], this.#stopwatchMs());
  }

  #read(stored: Stored): void {
    this.#batcher.record(this.#recordOf(stored));
    const { findings, events, notices } = this.#batcher.take();
    for (const finding of findings) this.#find(finding);
    const now = this.#stopwatchMs();
    for (const event of events) {
      for (const row of this.#callOf(event.callId)?.hear(event, now) ?? []) this.#stage.turn(row);
    }
    for (const notice of notices) {
      const call = this.#callOf(notice.callId);
      call?.note(notice, now);
      if (call?.isReported) this.#end(call.id);
    }
  }

  /** Equal ones are shown once. */
  #find(finding: Finding): void {
    this.findings++;
    const call = this.#calls.get(finding.callId);
    if (call !== undefined) call.findings++;
    const key = `${finding.code} ${finding.pointer.replaceAll(/\/\d+(?=\/|$)/g, '/*')}`;
    if (this.#said.has(key) || this.#said.size === MOST_REMEMBERED) return;
    this.#said.add(key);
    this.#stage.finding(finding);
  }

  /** Undefined where its end was shown already. */
  #callOf(id: string | null): LiveCall | undefined {
    if (this.#done.has(id)) return undefined;
    const known = this.#calls.get(id);
    if (known !== undefined) return known;
    const call = new LiveCall(id, this.#stopwatchMs());
    this.#calls.set(id, call);
    return call;
  }

  #end(id: string | null): void {
    const call = this.#calls.get(id);
    if (call === undefined) return;
    this.#calls.delete(id);
    // Messages without an id may be of another call next time.
    if (id !== null) this.#done.add(id);
    const [oldest] = this.#done;
    if (this.#done.size > MOST_REMEMBERED && oldest !== undefined) this.#done.delete(oldest);
    const { rows, facts } = call.end();
    for (const row of rows) this.#stage.turn(row);
    this.#stage.ended(call, facts);
  }

  #tick(): void {
    const now = this.#stopwatchMs();
    for (const { id, endedAt, heardAt } of [...this.#calls.values()]) {
      if ((endedAt !== null && now - endedAt > REPORT_WITHIN_MS) || now - heardAt > FORGOTTEN_MS)
        this.#end(id);
    }
    this.#stage.standing([...this.#calls.values()], now);
  }

  #recordOf({ path, row, line }: Stored): Record {
    const source = relative(this.#cwd, path);
    const kernel = this.#kernel;
    kernel.clear();
    const { start, end } = kernel.kept(line.subarray(0, -1))!;
    return {
      source,
      number: row,
      bytes: kernel.bytes,
      start,
      end,
      document: 0,
      received: null,
      cut: false,
      isUtf8: false,
      positionOf: (at) => positionOf(kernel.bytes, start, at, { line: row, column: 1 }),
    };
  }
}
