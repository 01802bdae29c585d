// Names what is to be done with records, and what a stretch of them comes to.
import type { Contract } from '../contract/contract.ts';
import type { Finding } from '../finding.ts';
import { EventColumns } from '../message/columns.ts';
import type { Notice } from '../message/notice.ts';
import type { Selection } from '../message/selection.ts';
import type { Heard } from '../message/slim/slimmer.ts';
import { emptyTally, type Tally } from './tally.ts';

/** What is to be done with every record. */
export interface Work {
  /** What speech-updates are held against; null where they are not judged. */
  readonly contract: Contract | null;
  readonly selection: Selection;
  readonly maxRecordBytes: number;
  /** JSON Pointer from a document to its payload, where that need not be sought. */
  readonly at?: string | undefined;
  /** Whether consequences of a cause are wanted too. */
  readonly everything?: boolean | undefined;
  /** Whether events are wanted, and what messages tell of calls beside them. */
  readonly timeline: boolean;
  /** Is told of every message that is wanted. */
  readonly onMessage?: ((heard: Heard) => void) | undefined;
  /** Which records are to be kept as they are. */
  readonly keep?: { readonly valid: boolean; readonly invalid: boolean } | undefined;
}

/** What a stretch of the input came to, in its order. Events, and bytes in notices, are there until reading goes on. */
export interface Batch {
  readonly tally: Tally;
  readonly findings: Finding[];
  readonly events: EventColumns;
  readonly notices: Notice[];
  /** Speech-updates that make no event. */
  unusable: number;
  /** The documents that were to be kept, each ending in a newline. */
  readonly kept: { readonly valid: Buffer[]; readonly invalid: Buffer[] };
}

export function emptyBatch(events = new EventColumns()): Batch {
  return {
    tally: emptyTally(),
    findings: [],
    events,
    notices: [],
    unusable: 0,
    kept: { valid: [], invalid: [] },
  };
}
