// Turns bytes into a source, and batches into all that they came to, whatever they were cut into.
import type { Finding } from '../../src/finding.ts';
import type { Source } from '../../src/input/source.ts';
import type { Batch } from '../../src/scan/batch.ts';
import { addTally, emptyTally, type Tally } from '../../src/scan/tally.ts';

/** Gives at most `piece` bytes at a time. Without a size (null) it is read as a pipe is; with a failure it ends in that. */
export function sourceOf(
  bytes: Buffer,
  piece: number,
  size: number | null = bytes.length,
  failure?: Error,
): Source {
  return {
    name: 'app.log',
    size: async () => size ?? undefined,
    open: async () => {
      let offset = 0;
      return {
        read: async (target, at, length) => {
          const end = Math.min(bytes.length, offset + Math.min(length, piece));
          const read = bytes.copy(target, at, offset, end);
          offset += read;
          if (read === 0 && failure !== undefined) throw failure;
          return read;
        },
        close: async () => {},
      };
    },
  };
}

export interface Gathered {
  readonly tally: Tally;
  readonly findings: readonly Finding[];
  readonly events: readonly unknown[];
  readonly unusable: number;
  readonly kept: readonly string[];
  /** For each call the latest artifact with times, and the latest with figures. */
  readonly artifacts: ReadonlyMap<string, unknown>;
  readonly notices: ReadonlySet<string>;
}

export async function gathered(batches: AsyncIterable<Batch>): Promise<Gathered> {
  const tally = emptyTally();
  const findings: Finding[] = [];
  const events: unknown[] = [];
  const kept: string[] = [];
  const artifacts = new Map<string, Latest>();
  const notices = new Set<string>();
  let unusable = 0;
  for await (const batch of batches) {
    addTally(tally, batch.tally);
    findings.push(...batch.findings);
    events.push(...batch.events);
    unusable += batch.unusable;
    kept.push(...batch.kept.valid.map(String), ...batch.kept.invalid.map((one) => `invalid ${one}`));
    for (const { callId, said } of batch.notices) {
      if (said.kind !== 'artifact') notices.add(JSON.stringify([callId, said]));
      // How many others are handed on depends on where batches end.
      else {
        if (said.hasRows) keepLatest(artifacts, `rows of ${callId}`, said);
        if (said.hasFigures) keepLatest(artifacts, `figures of ${callId}`, said);
      }
    }
  }
  return { tally, findings, events, unusable, kept: kept.sort(), artifacts, notices };
}

interface Latest {
  readonly at: number | null;
  readonly text: string;
}

/** An artifact without a timestamp is later than those before it in the log. */
function keepLatest(
  artifacts: Map<string, Latest>,
  key: string,
  { at, bytes }: { readonly at: number | null; readonly bytes: Buffer },
): void {
  const before = artifacts.get(key)?.at ?? null;
  if (at === null || before === null || at >= before)
    artifacts.set(key, { at: at ?? before, text: String(bytes) });
}
