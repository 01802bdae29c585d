// Turns chunks into what they come to, on several threads at once, in the order in which they were given.
import { Worker } from 'node:worker_threads';
import type { Chunk } from '../input/chunks.ts';
import { type Assignment, bufferOf, type Reply, type Task } from './wire.ts';

/** Beside this file in a build; the sources are run by tests alone, with the worker of the last build. */
const WORKER = new URL(
  import.meta.url.endsWith('.ts') ? '../../dist/worker.js' : './worker.js',
  import.meta.url,
);

/** So many chunks are on their way to each thread, so that none waits for work; it bounds the memory too. */
const DEALT = 2;

/** Room for young objects, in MB: what a chunk comes to lives shortly. */
const YOUNG_MB = 16;

interface Dealt {
  readonly length: number;
  readonly reply: Promise<Reply>;
}

export interface Done {
  readonly chunk: Chunk;
  readonly result: Reply['result'];
}

export class Crew {
  readonly #workers: Worker[];
  readonly #dealt: Dealt[] = [];
  /** What waits for each worker's replies, in order. */
  readonly #waiting: { resolve(reply: Reply): void; reject(error: Error): void }[][];
  #turn = 0;

  constructor(assignment: Assignment, size: number) {
    const options = { workerData: assignment, resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB } };
    this.#workers = Array.from({ length: size }, () => new Worker(WORKER, options));
    this.#waiting = this.#workers.map(() => []);
    for (const [index, worker] of this.#workers.entries()) {
      const waiting = this.#waiting[index]!;
      const fail = (error: Error): void => {
        for (const { reject } of waiting.splice(0)) reject(error);
      };
      worker.on('message', (reply: Reply) => waiting.shift()?.resolve(reply));
      worker.on('error', fail);
      worker.on('exit', (code) => fail(new Error(`a thread ended with ${code} before its work was done`)));
    }
  }

  get isFull(): boolean {
    return this.#dealt.length >= this.#workers.length * DEALT;
  }

  get isIdle(): boolean {
    return this.#dealt.length === 0;
  }

  /** Gives a chunk to the next worker; its memory is the worker's until it is done. */
  deal({ bytes, length }: Chunk): void {
    const index = this.#turn;
    this.#turn = (index + 1) % this.#workers.length;
    const reply = new Promise<Reply>((resolve, reject) => this.#waiting[index]!.push({ resolve, reject }));
    // Whoever collects it hears of a failure; until then it is no failure that nobody heard of.
    reply.catch(() => {});
    this.#dealt.push({ length, reply });
    const plain = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const task: Task = { bytes: plain, length };
    this.#workers[index]!.postMessage(task, [plain.buffer as ArrayBuffer]);
  }

  /** What the chunk came to that was dealt first of those not collected. */
  async collect(): Promise<Done> {
    const { length, reply } = this.#dealt.shift()!;
    const { bytes, result } = await reply;
    return { chunk: { bytes: bufferOf(bytes), length }, result };
  }

  async dismiss(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }
}
