// Turns a request into its body: the bytes as sent, and as they were before they were packed.
import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import { Refusal } from './refusal.ts';

/** `sent` is what goes on to others, `plain` what is stored. */
export interface Body {
  readonly sent: Buffer;
  readonly plain: Buffer;
}

/** The bytes that all requests together may hold. */
export class Budget {
  #left: number;

  constructor(bytes: number) {
    this.#left = bytes;
  }

  /** The share of one request. */
  share(): Share {
    let taken = 0;
    return {
      take: (bytes) => {
        if (bytes > this.#left) throw new Refusal(503, 'too much is being received at once');
        this.#left -= bytes;
        taken += bytes;
      },
      giveBack: () => {
        this.#left += taken;
        taken = 0;
      },
    };
  }
}

export interface Share {
  /** Throws a Refusal where too little is left. */
  take(bytes: number): void;
  giveBack(): void;
}

type Unpack = (packed: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>;

const UNPACKED_BY: ReadonlyMap<string, Unpack> = new Map([
  ['gzip', promisify(gunzip)],
  ['x-gzip', promisify(gunzip)],
  ['deflate', promisify(inflate)],
  ['br', promisify(brotliDecompress)],
]);

/** No body may be longer than `limit`, packed or unpacked. */
export async function readBody(
  request: IncomingMessage,
  limit: number,
  share: Pick<Share, 'take'>,
): Promise<Body> {
  const encoding = request.headers['content-encoding']?.trim().toLowerCase() ?? 'identity';
  const unpack = UNPACKED_BY.get(encoding);
  if (unpack === undefined && encoding !== 'identity' && encoding !== '')
    throw new Refusal(415, 'its Content-Encoding is none of gzip, deflate and br');
  if (Number(request.headers['content-length'] ?? 0) > limit) throw tooLong(limit);
  const sent = await receive(request, limit, share);
  if (unpack === undefined) return { sent, plain: sent };
  try {
    const plain = await unpack(sent, { maxOutputLength: limit });
    share.take(plain.length);
    return { sent, plain };
  } catch (error) {
    if (error instanceof Refusal) throw error;
    const full = error instanceof RangeError || (error as { code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE';
    throw full ? tooLong(limit) : new Refusal(400, `the body is not ${encoding}`, { cause: error });
  }
}

function receive(request: IncomingMessage, limit: number, share: Pick<Share, 'take'>): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const take = (chunk: Buffer): void => {
      try {
        size += chunk.length;
        if (size > limit) throw tooLong(limit);
        share.take(chunk.length);
        chunks.push(chunk);
      } catch (error) {
        // What else comes is read and thrown away, so that the answer gets through.
        request.off('data', take);
        request.resume();
        reject(error);
      }
    };
    request.on('data', take);
    request.once('end', () => resolve(Buffer.concat(chunks, size)));
    request.once('error', (error) => reject(gone(error)));
    request.once('close', () => {
      if (!request.complete) reject(gone());
    });
  });
}

function tooLong(limit: number): Refusal {
  return new Refusal(413, `the body is longer than ${limit / (1 << 20)} MiB`);
}

function gone(cause?: Error): Refusal {
  return new Refusal(400, 'the sender went away before the body was whole', { cause });
}
