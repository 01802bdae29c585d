// Turns deliveries of one call into its facts, read from the very bytes that would arrive.
import { Kernel } from '../../src/json/kernel.ts';
import { type CallFacts, factsOf } from '../../src/measures/facts.ts';
import { Batcher } from '../../src/scan/batcher.ts';
import { assembleCall } from '../../src/timeline/call.ts';
import { EventLog } from '../../src/timeline/log.ts';
import type { Delivery } from './simulator/emit.ts';

export function factsFrom(deliveries: readonly Delivery[]): CallFacts {
  const work = { contract: null, selection: {}, maxRecordBytes: 1 << 26, timeline: true };
  const kernel = new Kernel(1 << 20);
  const batcher = new Batcher(work, kernel);
  const log = new EventLog();
  for (const [index, { body }] of deliveries.entries()) {
    kernel.clear();
    const { start, end } = kernel.kept(Buffer.from(JSON.stringify(body)))!;
    batcher.record({
      source: 's',
      number: index + 1,
      bytes: kernel.bytes,
      start,
      end,
      document: 0,
      received: null,
      isUtf8: true,
      positionOf: (at) => ({ line: index + 1, column: at - start + 1 }),
      cut: false,
    });
  }
  const { events, notices } = batcher.take();
  log.add(events);
  for (const notice of notices) log.note(notice);
  const [seen] = log.calls();
  return factsOf(assembleCall(seen!));
}
