// Turns a source into its records, one after another, each with its place.
import type { Kernel } from '../json/kernel.ts';
import { MAX_INNER_BYTES, MAX_RECORD_BYTES } from '../limits.ts';
import { Places } from './places.ts';
import type { Record, Unframed } from './record.ts';
import { RecordReader } from './record-reader.ts';
import type { Source } from './source.ts';
import { unwrapped } from './transports/detect.ts';
import { unpacked } from './unpack.ts';
import { Window } from './window.ts';

/** The limit as it was asked for; or without that, what suits a source from which something is taken off. */
export function longestRecord(maxRecordBytes: number, isTakenOff: boolean): number {
  return isTakenOff && maxRecordBytes === MAX_RECORD_BYTES ? MAX_INNER_BYTES : maxRecordBytes;
}

export interface Reading {
  /** In whose memory records lie: nothing else may be read there meanwhile. */
  readonly kernel: Kernel;
  readonly maxRecordBytes: number;
  readonly interrupt: AbortSignal;
}

/** How a source was found to be written; null where a layer is not there. */
export interface SourceLayers {
  readonly packing: string | null;
  readonly encoding: string;
  readonly transport: string | null;
  readonly framing: string;
}

/** What is told of a source while it is read. */
export interface RecordVisitor {
  record(record: Record): void;
  unframed(source: string, unframed: Unframed): void;
  /** Before the first record: what was found. */
  opened?(source: string, layers: SourceLayers): void;
}

/**
 * Reads a source to its end and hands `visitor` every record. Yields whenever it is about to wait for more bytes, so
 * that what was found can be passed on. Errors of the system are thrown as they come.
 */
export async function* readRecords(
  source: Source,
  visitor: RecordVisitor,
  { kernel, maxRecordBytes, interrupt }: Reading,
): AsyncGenerator<void> {
  const { reader: text, packing, encoding } = await unpacked(await source.open(), source.name, interrupt);
  try {
    const isCut = (): boolean => interrupt.aborted || text.hasFailed;
    const longestInner = longestRecord(maxRecordBytes, true);
    const { reader, stream, transport } = await unwrapped(kernel, text, longestInner, isCut);
    const isTakenOff = packing !== null || stream !== undefined;
    const longest = longestRecord(maxRecordBytes, isTakenOff);
    const window = new Window(reader, longest, kernel.room);
    const records = new RecordReader(kernel, window, new Places(kernel, stream), visitor, {
      source: source.name,
    });
    const tell = (framing: string): void =>
      visitor.opened?.(source.name, { packing, encoding, transport: transport?.name ?? null, framing });
    yield* readWindow(window, records, isCut, tell);
    text.throwFailure();
  } finally {
    await text.close();
  }
}

/** `isCut` tells whether an end is none of the source's own; `tell` is told the framing that was found, where none was set. */
export async function* readWindow(
  window: Window,
  records: RecordReader,
  isCut: () => boolean,
  tell: (framing: string) => void = () => {},
): AsyncGenerator<void> {
  // At an interruption or failure readers end, but what has been read is still to be taken.
  for (let finished = false; !finished; ) {
    await refill(window);
    if (!records.isReady()) {
      finished = window.ended;
      continue;
    }
    if (!records.isFramed) {
      const framing = records.detect();
      if (framing === undefined) continue;
      records.useFraming(framing);
      tell(framing.name);
    }
    finished = records.drain(isCut());
    yield;
  }
}

/** A record that is still incomplete at this size is looked at again only when twice as much of it is there. */
const EAGER_BYTES = 256 << 10;

async function refill(window: Window): Promise<void> {
  const held = window.to - window.from;
  const enough = held < EAGER_BYTES ? held + 1 : held * 2;
  do await window.fill();
  while (!window.ended && !window.isFull && window.to - window.from < enough);
}
