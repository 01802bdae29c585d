// Turns a large source into batches of what its records come to, in order, with the work dealt to several threads.
import { Chunks, isStretch, type Piece, type PieceSource } from '../input/chunks.ts';
import { isOpen } from '../input/cut-record.ts';
import { Ending } from '../input/ending.ts';
import { detectFraming, FRAMINGS } from '../input/framings/index.ts';
import { peeked } from '../input/head.ts';
import { Places } from '../input/places.ts';
import { RecordReader } from '../input/record-reader.ts';
import { longestRecord, readWindow } from '../input/records.ts';
import type { Source } from '../input/source.ts';
import { Stretches } from '../input/stretches.ts';
import { unwrapped } from '../input/transports/detect.ts';
import { unpacked } from '../input/unpack.ts';
import { filledWindow, Window } from '../input/window.ts';
import { NEWLINE } from '../json/bytes.ts';
import { Kernel } from '../json/kernel.ts';
import type { Batch, Work } from './batch.ts';
import { Batcher } from './batcher.ts';
import { Crew } from './crew.ts';
import { rebased } from './piece-batch.ts';
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
  /** Of the file, where it is read in stretches. */
  bytes: number;
}

/** The same batches as `scan` makes, whatever the number of threads. Errors of the system are thrown as they come. */
export async function* scanInParallel(
  source: Source,
  work: Work,
  jobs: number,
  interrupt: AbortSignal,
): AsyncGenerator<Batch> {
  const kernel = new Kernel(work.maxRecordBytes, work.contract?.tables);
  const opened = await source.open();
  const { reader: text, packing, encoding } = await unpacked(opened, source.name, interrupt);
  try {
    const isCut = (): boolean => interrupt.aborted || text.hasFailed;
    const { reader, stream } = await unwrapped(kernel, text, longestRecord(work.maxRecordBytes, true), isCut);
    const longest = longestRecord(work.maxRecordBytes, packing !== null || stream !== undefined);
    const head =
      (await source.size?.()) === undefined
        ? await peeked<boolean>(
            reader,
            LARGE_PIPE_BYTES,
            (bytes, ended) => isManyLines(kernel, bytes, ended),
            false,
          )
        : await peeked<boolean>(reader, HEAD_BYTES, (bytes, ended) => isLines(kernel, bytes, ended), false);
    if (stream === undefined && head.result) {
      const { file } = opened;
      const pieces =
        file !== undefined && packing === null && encoding === 'utf-8'
          ? new Stretches(file)
          : new Chunks(head.whole, Math.min(longest, LONGEST_LINE));
      yield* dealt(pieces, source, { ...work, maxRecordBytes: longest }, kernel, jobs, interrupt, isCut);
      text.throwFailure();
      return;
    }
    const batcher = new Batcher(work, kernel);
    const window = new Window(head.whole, longest, kernel.room);
    const places = new Places(kernel, stream);
    const records = new RecordReader(kernel, window, places, batcher, { source: source.name });
    // An interrupt ends the reader, and what was read ahead is taken to its last whole record.
    for await (const _ of readWindow(window, records, isCut)) yield batcher.take();
    text.throwFailure();
  } finally {
    await text.close();
  }
}

function isLines(kernel: Kernel, head: Buffer, ended: boolean): boolean | undefined {
  const { from, to } = filledWindow(head, kernel.room);
  const framing = detectFraming(kernel, from, to, ended);
  return framing === undefined ? undefined : framing === FRAMINGS.lines;
}

function isManyLines(kernel: Kernel, head: Buffer, ended: boolean): boolean | undefined {
  if (ended) return false;
  return head.length < LARGE_PIPE_BYTES ? undefined : isLines(kernel, head, ended);
}

async function* dealt(
  pieces: PieceSource,
  source: Source,
  work: Work,
  kernel: Kernel,
  jobs: number,
  interrupt: AbortSignal,
  isCut: () => boolean,
): AsyncGenerator<Batch> {
  const crew = new Crew(work, source.name, jobs);
  const counted: Counted = { lines: 0, records: 0, bytes: 0 };
  const pending: Piece[] = [];
  try {
    for (let more = true; more || !crew.isIdle; ) {
      while (more && !interrupt.aborted && !(await isToCollect(crew))) {
        const piece = await pieces.next();
        if (piece === undefined) more = false;
        else if (crew.isBusy) crew.read(isCut() ? closed(kernel, piece) : piece);
        else crew.deal(isCut() ? closed(kernel, piece) : piece);
      }
      if (interrupt.aborted) more = false;
      if (crew.isIdle) break;
      const { piece, result } = await crew.collect();
      if (result === null) pending.push(piece);
      else {
        const { batch, lines, records, end } = unpack(result, source.name);
        pieces.done(piece);
        yield rebased(batch, counted.lines, counted.records);
        counted.lines += lines;
        counted.records += records;
        counted.bytes = Math.max(counted.bytes, end);
        if (!isStretch(piece) || end >= piece.to) continue;
      }
      for (const left of await leftOf(crew)) pending.push(left);
      break;
    }
    const rest = pieces.rest(pending, counted.bytes);
    if (rest === undefined) return;
    await crew.dismiss();
    yield* alone(new Ending(rest), source, work, kernel, counted, isCut);
  } finally {
    await crew.dismiss();
  }
}

async function isToCollect(crew: Crew): Promise<boolean> {
  return crew.isStuck || (crew.isBusy && (crew.isFull || (await crew.isFirstDone())));
}

/** The chunk without a last line that is cut off; a stretch has none. */
function closed(kernel: Kernel, piece: Piece): Piece {
  if (isStretch(piece)) return piece;
  const { bytes, length } = piece;
  const start = bytes.subarray(0, length).lastIndexOf(NEWLINE) + 1;
  if (start === length) return piece;
  const { from, to } = filledWindow(bytes.subarray(start, length), kernel.room);
  return isOpen(kernel, from, to) ? { ...piece, length: start } : piece;
}

/** The pieces that were dealt and not collected; what they came to is of no use. */
async function leftOf(crew: Crew): Promise<Piece[]> {
  const left: Piece[] = [];
  while (!crew.isIdle) left.push((await crew.collect()).piece);
  return left;
}

/** Reads what threads could not, and all behind it, in one piece. */
async function* alone(
  reader: Ending,
  source: Source,
  work: Work,
  kernel: Kernel,
  { lines, records: before }: Counted,
  isCut: () => boolean,
): AsyncGenerator<Batch> {
  const window = new Window(reader, work.maxRecordBytes, kernel.room);
  const batcher = new Batcher(work, kernel);
  const places = new Places(kernel, undefined, lines + 1);
  const counting = { source: source.name, counted: before };
  const records = new RecordReader(kernel, window, places, batcher, counting);
  records.useFraming(FRAMINGS.lines);
  for await (const _ of readWindow(window, records, () => isCut() || reader.hasFailed)) yield batcher.take();
  reader.throwFailure();
}
