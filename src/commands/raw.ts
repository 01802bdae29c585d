// Turns records that are to be written as they are into what a sink can take: a terminal only shows them.
import type { Sink } from '../host.ts';
import { visibleLines } from '../report/visible.ts';

export function forSink(bytes: Uint8Array, { isTerminal }: Sink): string | Uint8Array {
  return isTerminal ? visibleLines(Buffer.from(bytes).toString()) : bytes;
}
