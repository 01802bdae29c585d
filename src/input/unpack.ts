// Turns a reader of a file as it lies on disk into a reader of its text in UTF-8: decompressed, and decoded.
import type { Transform } from 'node:stream';
import { TurnlineError } from '../errors.ts';
import { ENCODING_BYTES, encodingOf } from './encodings.ts';
import { DamagedInput, Ending } from './ending.ts';
import { peeked } from './head.ts';
import { type Packing, packingOf, TRIAL_BYTES } from './packings.ts';
import { type ByteReader, chunkReader } from './source.ts';
import { utf8Of } from './utf16.ts';

/** A reader of text, and what had to be taken off to get at it. */
export interface Unpacked {
  readonly reader: Ending;
  readonly packing: string | null;
  readonly encoding: string;
}

/** Whatever is in `reader` is told by its first bytes, never by a name. It is closed with what is given, or where this fails. */
export async function unpacked(reader: ByteReader, name: string, interrupt: AbortSignal): Promise<Unpacked> {
  try {
    return await takenOff(reader, name, interrupt);
  } catch (error) {
    await reader.close();
    throw error;
  }
}

async function takenOff(reader: ByteReader, name: string, interrupt: AbortSignal): Promise<Unpacked> {
  const { result: packing, whole } = await peeked<Packing | null>(reader, TRIAL_BYTES, packingOf, null);
  const inside = packing === null ? whole : inflated(whole, packing, name, interrupt);
  const head = await peeked(inside, ENCODING_BYTES, enough, Buffer.alloc(0));
  const encoding = encodingOf(head.result);
  if (encoding === 'utf-32') {
    throw new TurnlineError(
      'input',
      `${name} is UTF-32, which is not read: iconv -f UTF-32 -t UTF-8 ${name} | turnline`,
    );
  }
  const text = encoding === 'utf-8' ? head.whole : utf16(encoding, head.whole, interrupt);
  return { reader: new Ending(text), packing: packing?.name ?? null, encoding };
}

function enough(head: Buffer, ended: boolean): Buffer | undefined {
  return ended || head.length >= ENCODING_BYTES ? head : undefined;
}

function inflated(reader: ByteReader, packing: Packing, name: string, interrupt: AbortSignal): ByteReader {
  if (packing.unpack === undefined) {
    throw new TurnlineError(
      'input',
      `${name} is packed with ${packing.name}: ${packing.remedy} ${name} | turnline`,
    );
  }
  const damage = `the ${packing.name} data is damaged or cut off`;
  return transformed(reader, packing.unpack(), packing.ends?.(), damage, interrupt);
}

function utf16(encoding: 'utf-16le' | 'utf-16be', reader: ByteReader, interrupt: AbortSignal): ByteReader {
  return closing(chunkReader(utf8Of(chunksOf(reader), encoding), interrupt), reader);
}

type Ends = ReturnType<NonNullable<Packing['ends']>> | undefined;

function transformed(
  reader: ByteReader,
  transform: Transform,
  ends: Ends,
  damage: string,
  interrupt: AbortSignal,
): ByteReader {
  const chunks = async function* (): AsyncGenerator<Uint8Array> {
    feed(transform, trailing(chunksOf(reader)), ends).catch((error) => transform.destroy(error));
    try {
      yield* transform;
    } catch (error) {
      throw error instanceof Error && 'syscall' in error ? error : new DamagedInput(damage, { cause: error });
    }
  };
  return closing(chunkReader(chunks(), interrupt), reader);
}

/** The end is told once all is unpacked that there is: together with the last bytes, it would take what they give with it. */
async function feed(transform: Transform, chunks: AsyncIterable<Buffer>, ends: Ends): Promise<void> {
  for await (const chunk of chunks) {
    ends?.add(chunk);
    await new Promise<void>((resolve, reject) => {
      transform.write(chunk, (error) => (error ? reject(error) : resolve()));
    });
  }
  if (ends?.isWhole === false) throw new DamagedInput('it ends within a frame');
  transform.end();
}

/** The sum and the length behind the data of a packing. */
const TRAILER = 8;

/**
 * The last bytes by themselves: what was packed is all given when they come, and nothing of it is lost where they are wrong.
 */
async function* trailing(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let held: Buffer = Buffer.alloc(0);
  for await (const chunk of chunks) {
    const all = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
    const end = Math.max(0, all.length - TRAILER);
    if (end > 0) yield all.subarray(0, end);
    held = all.subarray(end);
  }
  if (held.length > 0) yield held;
}

const CHUNK = 1 << 16;

async function* chunksOf(reader: ByteReader): AsyncGenerator<Buffer> {
  for (;;) {
    const chunk = Buffer.allocUnsafe(CHUNK);
    const read = await reader.read(chunk, 0, CHUNK);
    if (read === 0) return;
    yield chunk.subarray(0, read);
  }
}

/** The same reader, that closes what lies below it too. */
function closing(reader: ByteReader, below: ByteReader): ByteReader {
  return {
    read: (target, at, length) => reader.read(target, at, length),
    async close() {
      await reader.close().catch(() => {});
      await below.close();
    },
  };
}
