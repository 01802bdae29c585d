// Turns pieces of work into what they come to, on several threads at once, this one among them, in the order in which they were given.
import { setImmediate as turn } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { isStretch, ONCE, type Piece } from '../input/chunks.ts';
import type { Work } from './batch.ts';
import { PieceBatcher } from './piece-batch.ts';
import { type Assignment, pack, READY, type Reply, type Task } from './wire.ts';

/** Beside this file in a build; the sources are run by tests alone, with the worker of the last build. */
const WORKER = new URL(
  import.meta.url.endsWith('.ts') ? '../../dist/worker.js' : './worker.js',
  import.meta.url,
);

/** So many pieces are on their way to each other thread, so that none waits for work; it bounds the memory too. */
const PIECES = 2;

/** Room for young objects, in MB: what a piece comes to lives shortly. */
const YOUNG_MB = 6;

interface Given {
  readonly piece: Piece;
  readonly reply: Promise<Reply>;
  isOwn: boolean;
  isDone: boolean;
}

export interface Done {
  readonly piece: Piece;
  readonly result: Reply;
}

export class Crew {
  readonly #hands: Hand[];
  readonly #own: PieceBatcher;
  /** Those that were not collected, in order. */
  readonly #given: Given[] = [];

  /** `size` threads work: this one, and others. */
  constructor(work: Work, source: string, size: number) {
    const { contract, ...others } = work;
    const assignment = { work: others, tables: contract?.tables ?? null, source };
    this.#hands = Array.from({ length: size - 1 }, () => new Hand(assignment));
    this.#own = new PieceBatcher(work, source);
  }

  /** Whether all other threads have work enough. */
  get isBusy(): boolean {
    return this.#hands.every((hand) => hand.isFull);
  }

  /** Whether there is no room for what would be read here. */
  get isFull(): boolean {
    return this.#given.reduce((sum, { isOwn }) => sum + Number(isOwn), 0) > PIECES;
  }

  /** Whether so much waits behind what was given first that nothing may be given, even where a thread has nothing to do. */
  get isStuck(): boolean {
    return this.#given.length > (this.#hands.length + 1) * PIECES;
  }

  get isIdle(): boolean {
    return this.#given.length === 0;
  }

  /** Gives a piece to the thread that has least to do, while not all are busy. Until it is collected, nobody may write to it. */
  deal(piece: Piece): void {
    const free = this.#hands.filter((hand) => !hand.isFull);
    const hand = free.reduce((least, one) => (one.load < least.load ? one : least));
    this.#give(piece, hand.take(piece), false);
  }

  /** Reads a piece here and now. */
  read(piece: Piece): void {
    const read = this.#own.read(piece);
    this.#give(piece, Promise.resolve(read === null ? null : pack(read)), true);
  }

  /** Whether what was given first is done, as far as the other threads were heard. */
  async isFirstDone(): Promise<boolean> {
    await turn();
    return this.#given[0]?.isDone === true;
  }

  /** What the piece came to that was given first of those not collected. */
  async collect(): Promise<Done> {
    const { piece, reply } = this.#given.shift()!;
    return { piece, result: await reply };
  }

  async dismiss(): Promise<void> {
    await Promise.all(this.#hands.map((hand) => hand.dismiss()));
  }

  #give(piece: Piece, reply: Promise<Reply>, isOwn: boolean): void {
    const given: Given = { piece, reply, isOwn, isDone: false };
    const done = (): void => {
      given.isDone = true;
    };
    // Whoever collects it hears of a failure; until then it is no failure that nobody heard of.
    reply.then(done, done);
    this.#given.push(given);
  }
}

/** Another thread, and what it has to do. */
class Hand {
  readonly #worker: Worker;
  #isReady = false;
  /** Memory of chunks that the thread knows. */
  readonly #memories = new Set<number>();
  /** What waits for its replies, in order. */
  readonly #waiting: { resolve(reply: Reply): void; reject(error: Error): void }[] = [];
  #failure: Error | undefined;

  constructor(assignment: Assignment) {
    this.#worker = new Worker(WORKER, {
      workerData: assignment,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
    });
    const fail = (error: Error): void => {
      this.#failure ??= error;
      for (const { reject } of this.#waiting.splice(0)) reject(error);
    };
    this.#worker.on('message', (said: typeof READY | Reply) => {
      if (said === READY) this.#isReady = true;
      else this.#waiting.shift()?.resolve(said);
    });
    this.#worker.on('error', fail);
    this.#worker.on('exit', (code) =>
      fail(new Error(`a thread ended with ${code} before its work was done`)),
    );
  }

  get load(): number {
    return this.#waiting.length;
  }

  /** Whether it shall get no other piece. Until it has loaded its code, this thread reads faster alone. */
  get isFull(): boolean {
    return !this.#isReady || this.load >= PIECES;
  }

  take(piece: Piece): Promise<Reply> {
    if (this.#failure !== undefined) return Promise.reject(this.#failure);
    const reply = new Promise<Reply>((resolve, reject) => this.#waiting.push({ resolve, reject }));
    this.#worker.postMessage(this.#taskOf(piece));
    return reply;
  }

  #taskOf(piece: Piece): Task {
    if (isStretch(piece)) return piece;
    const { bytes, ...chunk } = piece;
    if (this.#memories.has(chunk.memory)) return chunk;
    if (chunk.memory !== ONCE) this.#memories.add(chunk.memory);
    return { ...chunk, bytes: new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength) };
  }

  async dismiss(): Promise<void> {
    await this.#worker.terminate();
  }
}
