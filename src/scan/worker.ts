// Turns chunks that a thread is dealt into what they come to.
import { parentPort, workerData } from 'node:worker_threads';
import { builtInContract } from '../contract/load/built-in.ts';
import { ChunkBatcher } from './chunk-batch.ts';
import { type Assignment, bufferOf, pack, READY, type Reply, type Task } from './wire.ts';

const { work, judged, source } = workerData as Assignment;
const batcher = new ChunkBatcher({ ...work, contract: judged ? builtInContract() : null }, source);

parentPort?.on('message', ({ bytes, length }: Task) => {
  const read = batcher.read(bufferOf(bytes), length);
  const reply: Reply = read === null ? null : pack(read);
  parentPort?.postMessage(reply, reply === null ? [] : reply.events.columns.map(({ buffer }) => buffer));
});
parentPort?.postMessage(READY);
