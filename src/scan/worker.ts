// Turns chunks that a thread is dealt into what they come to.
import { parentPort, workerData } from 'node:worker_threads';
import { builtInContract } from '../contract/load/built-in.ts';
import { ChunkBatcher } from './chunk-batch.ts';
import { type Assignment, bufferOf, ONCE, pack, READY, type Reply, type Task } from './wire.ts';

const { work, judged, source } = workerData as Assignment;
const batcher = new ChunkBatcher({ ...work, contract: judged ? builtInContract() : null }, source);
const memories = new Map<number, Buffer>();

parentPort?.on('message', ({ memory, bytes, length }: Task) => {
  const chunk = bytes === undefined ? memories.get(memory)! : bufferOf(bytes);
  if (bytes !== undefined && memory !== ONCE) memories.set(memory, chunk);
  const read = batcher.read(chunk, length);
  const reply: Reply = read === null ? null : pack(read, chunk);
  parentPort?.postMessage(reply, reply === null ? [] : reply.events.columns.map(({ buffer }) => buffer));
});
parentPort?.postMessage(READY);
