// Turns pieces of work that a thread is dealt into what they come to.
import { parentPort, workerData } from 'node:worker_threads';
import { contractOf } from '../contract/tables/contract.ts';
import { ONCE, type Piece } from '../input/chunks.ts';
import { PieceBatcher } from './piece-batch.ts';
import { type Assignment, bufferOf, pack, READY, type Task, transferable } from './wire.ts';

const { work, tables, source } = workerData as Assignment;
const batcher = new PieceBatcher({ ...work, contract: tables === null ? null : contractOf(tables) }, source);
const memories = new Map<number, Buffer>();

parentPort?.on('message', (task: Task) => {
  const read = batcher.read(pieceOf(task));
  const reply = read === null ? null : pack(read);
  parentPort?.postMessage(reply, reply === null ? [] : transferable(reply));
});
parentPort?.postMessage(READY);

function pieceOf(task: Task): Piece {
  if ('fd' in task) return task;
  const { memory, bytes: given } = task;
  const bytes = given === undefined ? memories.get(memory)! : bufferOf(given);
  if (given !== undefined && memory !== ONCE) memories.set(memory, bytes);
  return { ...task, bytes };
}
