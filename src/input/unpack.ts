// Turns a reader of a file as it lies on disk into a reader of its text in UTF-8: decompressed, and decoded.
import { Readable, type Transform } from 'node:stream';
import * as zlib from 'node:zlib';
import { TurnlineError } from '../errors.ts';
import { type ByteReader, chunkReader } from './source.ts';

/** The input ends in damage; `message` says in which. What came before it has been read. */
export class DamagedInput extends Error {}

interface Packing {
  readonly name: string;
  readonly magic: Buffer;
  /** Undefined where this Node cannot; then `remedy` is the command to pipe through. */
  readonly unpack: (() => Transform) | undefined;
  readonly remedy: string;
}

const PACKINGS: readonly Packing[] = [
  { name: 'gzip', magic: Buffer.from([0x1f, 0x8b]), unpack: () => zlib.createGunzip(), remedy: 'gzip -dc' },
  { name: 'zstd', magic: Buffer.from([0x28, 0xb5, 0x2f, 0xfd]), unpack: zstdOf(zlib), remedy: 'zstd -dc' },
  { name: 'bzip2', magic: Buffer.from('BZh'), unpack: undefined, remedy: 'bzip2 -dc' },
  {
    name: 'xz',
    magic: Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]),
    unpack: undefined,
    remedy: 'xz -dc',
  },
  { name: 'zip', magic: Buffer.from([0x50, 0x4b, 0x03, 0x04]), unpack: undefined, remedy: 'unzip -p' },
];

/** zstd came to Node with 22.15; older ones have no such function. */
function zstdOf(module: object): (() => Transform) | undefined {
  const make: unknown = Reflect.get(module, 'createZstdDecompress');
  return typeof make === 'function' ? () => make() as Transform : undefined;
}

/** Bytes enough to tell a packing or an encoding. */
const HEAD = 8;

/** A reader of text, whatever is in `reader`: told by its first bytes, never by a name. */
export async function unpacked(
  reader: ByteReader,
  name: string,
  interrupt: AbortSignal,
): Promise<ByteReader> {
  const head = await headOf(reader);
  const whole = behind(head, reader);
  const packing = PACKINGS.find(({ magic }) => head.subarray(0, magic.length).equals(magic));
  if (packing === undefined) return decoded(head, whole, name, interrupt);
  if (packing.unpack === undefined) {
    throw new TurnlineError(
      'input',
      `${name} is packed with ${packing.name}: ${packing.remedy} ${name} | turnline`,
    );
  }
  const inside = transformed(
    whole,
    packing.unpack(),
    `the ${packing.name} data is damaged or cut off`,
    interrupt,
  );
  const inner = await headOf(inside);
  return decoded(inner, behind(inner, inside), name, interrupt);
}

/** UTF-16, with a mark or told by the zeros beside the first character, is turned into UTF-8. */
function decoded(head: Buffer, whole: ByteReader, name: string, interrupt: AbortSignal): ByteReader {
  const [a = -1, b = -1, c = -1, d = -1] = head;
  if ((a === 0xff && b === 0xfe && c === 0 && d === 0) || (a === 0 && b === 0 && c === 0xfe && d === 0xff)) {
    throw new TurnlineError(
      'input',
      `${name} is UTF-32, which is not read: iconv -f UTF-32 -t UTF-8 ${name} | turnline`,
    );
  }
  if ((a === 0xff && b === 0xfe) || (a > 0 && b === 0 && c > 0 && d === 0))
    return utf16('utf-16le', whole, interrupt);
  if ((a === 0xfe && b === 0xff) || (a === 0 && b > 0 && c === 0 && d > 0))
    return utf16('utf-16be', whole, interrupt);
  return whole;
}

function utf16(encoding: 'utf-16le' | 'utf-16be', reader: ByteReader, interrupt: AbortSignal): ByteReader {
  const text = async function* (): AsyncGenerator<Uint8Array> {
    const decoder = new TextDecoder(encoding);
    for await (const chunk of chunksOf(reader)) yield Buffer.from(decoder.decode(chunk, { stream: true }));
    yield Buffer.from(decoder.decode());
  };
  return closing(chunkReader(text(), interrupt), reader);
}

function transformed(
  reader: ByteReader,
  transform: Transform,
  damage: string,
  interrupt: AbortSignal,
): ByteReader {
  const source = Readable.from(chunksOf(reader), { objectMode: false });
  const chunks = async function* (): AsyncGenerator<Uint8Array> {
    try {
      source.on('error', (error) => transform.destroy(error));
      yield* source.pipe(transform);
    } catch (error) {
      throw error instanceof Error && 'syscall' in error ? error : new DamagedInput(damage, { cause: error });
    }
  };
  return closing(chunkReader(chunks(), interrupt), reader);
}

async function headOf(reader: ByteReader): Promise<Buffer> {
  const head = Buffer.alloc(HEAD);
  let length = 0;
  while (length < HEAD) {
    const read = await reader.read(head, length, HEAD - length);
    if (read === 0) break;
    length += read;
  }
  return head.subarray(0, length);
}

/** The bytes of `head`, then those of `reader`. */
function behind(head: Buffer, reader: ByteReader): ByteReader {
  let rest = head;
  return {
    async read(target, at, length) {
      if (rest.length === 0) return reader.read(target, at, length);
      const taken = rest.copy(target, at, 0, Math.min(length, rest.length));
      rest = rest.subarray(taken);
      return taken;
    },
    close: () => reader.close(),
  };
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
