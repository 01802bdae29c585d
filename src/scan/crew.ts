// Turns chunks into what they come to, on several threads at once, this one among them, in the order in which they were given.
import { setImmediate as turn } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { CHUNK_BYTES, type Chunk } from '../input/chunks.ts';
import type { Work } from './batch.ts';
import { ChunkBatcher } from './chunk-batch.ts';
import { type Assignment, ONCE, pack, READY, type Reply, type Task } from './wire.ts';

/** Beside this file in a build; the sources are run by tests alone, with the worker of the last build. */
const WORKER = new URL(
  import.meta.url.endsWith('.ts') ? '../../dist/worker.js' : './worker.js',
  import.meta.url,
);

/** So many chunks are on their way to each other thread, so that none waits for work; it bounds the memory too. */
const DEALT = 2;
/** So many that were read here may wait for those before them. */
const MOST_OWN = 3;

/** Room for young objects, in MB: what a chunk comes to lives shortly. */
const YOUNG_MB = 16;

interface Given {
  readonly chunk: Chunk;
  readonly reply: Promise<Reply>;
  isOwn: boolean;
  isDone: boolean;
}

export interface Done {
  readonly chunk: Chunk;
  readonly result: Reply;
}

export class Crew {
  readonly #hands: Hand[];
  readonly #own: ChunkBatcher;
  /** Those that were not collected, in order. */
  readonly #given: Given[] = [];

  /** `size` threads work: this one, and others. */
  constructor(work: Work, source: string, size: number) {
    const { contract, ...others } = work;
    const assignment = { work: others, judged: contract !== null, source };
    this.#hands = Array.from({ length: size - 1 }, () => new Hand(assignment));
    this.#own = new ChunkBatcher(work, source);
  }

  /** Whether all other threads have work enough. */
  get isBusy(): boolean {
    return this.#hands.every(({ isFull }) => isFull);
  }

  /** Whether there is no room for what would be read here. */
  get isFull(): boolean {
    return this.#given.reduce((sum, { isOwn }) => sum + Number(isOwn), 0) >= MOST_OWN;
  }

  /** Whether so much waits behind what was given first that nothing may be given, even where a thread has nothing to do. */
  get isStuck(): boolean {
    return this.#given.length >= this.#hands.length * DEALT + MOST_OWN;
  }

  get isIdle(): boolean {
    return this.#given.length === 0;
  }

  /** Gives a chunk to the thread that has least to do, while not all are busy. Until it is collected, nobody may write to it. */
  deal(chunk: Chunk): void {
    const free = this.#hands.filter(({ isFull }) => !isFull);
    const hand = free.reduce((least, one) => (one.load < least.load ? one : least));
    this.#give(chunk, hand.take(chunk), false);
  }

  /** Reads a chunk here and now. */
  read(chunk: Chunk): void {
    const read = this.#own.read(chunk.bytes, chunk.length);
    this.#give(chunk, Promise.resolve(read === null ? null : pack(read, chunk.bytes)), true);
  }

  /** Whether what was given first is done, as far as the other threads were heard. */
  async isFirstDone(): Promise<boolean> {
    await turn();
    return this.#given[0]?.isDone === true;
  }

  /** What the chunk came to that was given first of those not collected. */
  async collect(): Promise<Done> {
    const { chunk, reply } = this.#given.shift()!;
    return { chunk, result: await reply };
  }

  async dismiss(): Promise<void> {
    await Promise.all(this.#hands.map((hand) => hand.dismiss()));
  }

  #give(chunk: Chunk, reply: Promise<Reply>, isOwn: boolean): void {
    const given: Given = { chunk, reply, isOwn, isDone: false };
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
  readonly #memories: Buffer[] = [];
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

  /** Until it has loaded its code, whoever deals reads faster alone. */
  get isFull(): boolean {
    return !this.#isReady || this.load >= DEALT;
  }

  take({ bytes, length }: Chunk): Promise<Reply> {
    if (this.#failure !== undefined) return Promise.reject(this.#failure);
    const reply = new Promise<Reply>((resolve, reject) => this.#waiting.push({ resolve, reject }));
    this.#worker.postMessage(this.#taskOf(bytes, length));
    return reply;
  }

  #taskOf(bytes: Buffer, length: number): Task {
    const known = this.#memories.indexOf(bytes);
    if (known >= 0) return { memory: known, length };
    // Larger memory is for one chunk only.
    const memory = bytes.length === CHUNK_BYTES ? this.#memories.push(bytes) - 1 : ONCE;
    return { memory, bytes: new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength), length };
  }

  async dismiss(): Promise<void> {
    await this.#worker.terminate();
  }
}
