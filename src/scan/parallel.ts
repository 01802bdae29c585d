// Turns a large source into batches of what its records come to, in order, with the work dealt to several threads.
import { type Chunk, Chunks } from '../input/chunks.ts';
import { isOpen } from '../input/cut-record.ts';
import { detectFraming, FRAMINGS } from '../input/framings/index.ts';
import { peeked } from '../input/head.ts';
import { Places } from '../input/places.ts';
import { RecordReader } from '../input/record-reader.ts';
import { longestRecord, readWindow } from '../input/records.ts';
import type { ByteReader, Source } from '../input/source.ts';
import { unwrapped } from '../input/transports/detect.ts';
import { unpacked } from '../input/unpack.ts';
import { Window } from '../input/window.ts';
import { NEWLINE } from '../json/bytes.ts';
import { type Batch, Batcher, type Work } from './batch.ts';
import { rebased } from './chunk-batch.ts';
import { Crew } from './crew.ts';
import { unpack } from './wire.ts';

const HEAD_BYTES = 1 << 16;
/** So much must come through a pipe before it is worth more than one thread. */
const LARGE_PIPE_BYTES = 8 << 20;

/** A longer line is read in one piece, since every thread would need room for one. */
const LONGEST_LINE = 8 << 20;

/** How far reading has come: what follows is counted on from there. */
interface Counted {
  lines: number;
  records: number;
}

/** The same batches as `scan` makes, whatever the number of threads. Errors of the system are thrown as they come. */
export async function* scanInParallel(
  source: Source,
  work: Work,
  jobs: number,
  interrupt: AbortSignal,
): AsyncGenerator<Batch> {
  const { reader: text, packing } = await unpacked(await source.open(), source.name, interrupt);
  const counted = { lines: 0, records: 0 };
  try {
    const isCut = (): boolean => interrupt.aborted || text.hasFailed;
    const { reader, stream } = await unwrapped(text, longestRecord(work.maxRecordBytes, true));
    const longest = longestRecord(work.maxRecordBytes, packing !== null || stream !== undefined);
    const head =
      (await source.size?.()) === undefined
        ? await peeked<boolean>(reader, LARGE_PIPE_BYTES, isManyLines, false)
        : await peeked<boolean>(reader, HEAD_BYTES, isLines, false);
    if (stream === undefined && head.result) {
      yield* dealt(head.whole, source, { ...work, maxRecordBytes: longest }, jobs, counted, interrupt, isCut);
      text.throwFailure();
      return;
    }
    const batcher = new Batcher(work);
    const window = new Window(head.whole, longest);
    const records = new RecordReader(window, new Places(stream), batcher, source.name);
    // What was read ahead is taken even where an interrupt came since; the reader itself ends with it.
    for await (const _ of readWindow(window, records, () => text.hasFailed)) yield batcher.take();
    text.throwFailure();
  } finally {
    await text.close();
  }
}

function isLines(head: Buffer, ended: boolean): boolean | undefined {
  const framing = detectFraming(head, 0, head.length, ended);
  return framing === undefined ? undefined : framing === FRAMINGS.lines;
}

function isManyLines(head: Buffer, ended: boolean): boolean | undefined {
  if (ended) return false;
  return head.length < LARGE_PIPE_BYTES ? undefined : isLines(head, ended);
}

async function* dealt(
  reader: ByteReader,
  source: Source,
  work: Work,
  jobs: number,
  counted: Counted,
  interrupt: AbortSignal,
  isCut: () => boolean,
): AsyncGenerator<Batch> {
  const crew = new Crew(work, source.name, jobs);
  const chunks = new Chunks(reader, Math.min(work.maxRecordBytes, LONGEST_LINE));
  try {
    for (let more = true; more || !crew.isIdle; ) {
      while (more && !interrupt.aborted && !(await isToCollect(crew))) {
        const chunk = await chunks.next();
        if (chunk === undefined) more = false;
        else if (crew.isBusy) crew.read(isCut() ? closed(chunk) : chunk);
        else crew.deal(isCut() ? closed(chunk) : chunk);
      }
      if (interrupt.aborted) more = false;
      if (crew.isIdle) break;
      const { chunk, result } = await crew.collect();
      if (result === null) {
        const pending = [chunk, ...(await leftOf(crew))];
        await crew.dismiss();
        yield* alone(pending, chunks, reader, source, work, counted, isCut);
        return;
      }
      const { batch, lines, records } = unpack(result, chunk.bytes, source.name);
      yield rebased(batch, counted.lines, counted.records);
      // What it is told of may lie in it, and has been taken by now.
      chunks.giveBack(chunk.bytes);
      counted.lines += lines;
      counted.records += records;
    }
    if (!chunks.isOverlong) return;
    await crew.dismiss();
    yield* alone([], chunks, reader, source, work, counted, isCut);
  } finally {
    await crew.dismiss();
  }
}

async function isToCollect(crew: Crew): Promise<boolean> {
  return crew.isStuck || (crew.isBusy && (crew.isFull || (await crew.isFirstDone())));
}

/** The chunk without a last line that is cut off. */
function closed({ bytes, length }: Chunk): Chunk {
  const start = bytes.subarray(0, length).lastIndexOf(NEWLINE) + 1;
  return { bytes, length: start < length && isOpen(bytes, start, length) ? start : length };
}

/** The chunks that were dealt and not collected; what they came to is of no use. */
async function leftOf(crew: Crew): Promise<Chunk[]> {
  const left: Chunk[] = [];
  while (!crew.isIdle) left.push((await crew.collect()).chunk);
  return left;
}

/** Reads what threads could not, and all behind it, in one piece. */
async function* alone(
  pending: readonly Chunk[],
  chunks: Chunks,
  reader: ByteReader,
  source: Source,
  work: Work,
  { lines, records: before }: Counted,
  isCut: () => boolean,
): AsyncGenerator<Batch> {
  const pieces = [...pending.map(({ bytes, length }) => bytes.subarray(0, length)), chunks.rest];
  const window = new Window(joined(pieces, reader), work.maxRecordBytes);
  const batcher = new Batcher(work);
  const records = new RecordReader(window, new Places(undefined, lines + 1), batcher, source.name, before);
  records.useFraming(FRAMINGS.lines);
  for await (const _ of readWindow(window, records, isCut)) yield batcher.take();
}

/** The bytes of all pieces, then those of the reader. */
function joined(pieces: readonly Buffer[], reader: ByteReader): ByteReader {
  const left = [...pieces];
  return {
    async read(target, at, length) {
      while (left[0]?.length === 0) left.shift();
      const [first] = left;
      if (first === undefined) return reader.read(target, at, length);
      const taken = first.copy(target, at, 0, Math.min(length, first.length));
      left[0] = first.subarray(taken);
      return taken;
    },
    close: () => reader.close(),
  };
}
