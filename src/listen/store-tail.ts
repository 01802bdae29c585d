// Turns a file whose end was torn by a crash into one of whole lines, and keeps what was torn off beside it.
import { type FileHandle, open } from 'node:fs/promises';
import { Kernel } from '../json/kernel.ts';
import { OPENING } from './record-line.ts';

const NEWLINE = 0x0a;
const CHUNK = 1 << 16;
/** A longer line is none of ours. */
const LONGEST_LINE = 1 << 26;

/** Cuts off what is torn. Gives how many bytes; 0 where everything is whole. */
export async function mendTail(path: string): Promise<number> {
  const file = await open(path, 'r+');
  try {
    const { size } = await file.stat();
    const whole = await wholeUpTo(file, size);
    if (whole < size) await setAside(file, path, whole, size);
    else if (size > 0 && (await byteAt(file, size - 1)) !== NEWLINE) {
      // Somebody else's last line, which only lacks its newline.
      await file.write(Buffer.from('\n'), 0, 1, size);
      await file.sync();
    }
    return size - whole;
  } finally {
    await file.close();
  }
}

/** Whether a file ends otherwise than with a whole line. Only looks. */
export async function isTorn(path: string): Promise<boolean> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    return size > 0 && ((await wholeUpTo(file, size)) < size || (await byteAt(file, size - 1)) !== NEWLINE);
  } finally {
    await file.close();
  }
}

/** How many lines a file has: newlines in its first `size` bytes. */
export async function linesIn(file: FileHandle, size: number): Promise<number> {
  const chunk = Buffer.allocUnsafe(16 * CHUNK);
  let lines = 0;
  for (let at = 0; at < size; ) {
    const { bytesRead } = await file.read(chunk, 0, Math.min(chunk.length, size - at), at);
    if (bytesRead === 0) break;
    const read = chunk.subarray(0, bytesRead);
    for (let next = read.indexOf(NEWLINE); next >= 0; next = read.indexOf(NEWLINE, next + 1)) lines++;
    at += bytesRead;
  }
  return lines;
}

/** Where the torn lines at the end begin; `size` where there are none. Zeros are what a file system leaves of lost bytes. */
async function wholeUpTo(file: FileHandle, size: number): Promise<number> {
  const kernel = new Kernel(LONGEST_LINE);
  let end = size;
  while (end > 0) {
    const closed = (await byteAt(file, end - 1)) === NEWLINE;
    const start = await lineStart(file, closed ? end - 1 : end);
    const length = Math.min(end - start, LONGEST_LINE);
    const line = Buffer.alloc(length);
    await file.read(line, 0, length, start);
    if (!isOurs(line) || (closed && kernel.isDocument(line.subarray(0, -1)))) return end;
    end = start;
  }
  return end;
}

function isOurs(line: Buffer): boolean {
  const head = line.subarray(0, OPENING.length).toString('latin1');
  return line[0] === 0 || OPENING.startsWith(head);
}

async function lineStart(file: FileHandle, end: number): Promise<number> {
  const chunk = Buffer.allocUnsafe(CHUNK);
  for (let to = end; to > 0; ) {
    const from = Math.max(0, to - CHUNK);
    const { bytesRead } = await file.read(chunk, 0, to - from, from);
    const found = chunk.subarray(0, bytesRead).lastIndexOf(NEWLINE);
    if (found >= 0) return from + found + 1;
    to = from;
  }
  return 0;
}

async function byteAt(file: FileHandle, at: number): Promise<number | undefined> {
  const byte = Buffer.alloc(1);
  await file.read(byte, 0, 1, at);
  return byte[0];
}

/** Kept before it is cut, so that a second crash loses nothing. */
async function setAside(file: FileHandle, path: string, from: number, to: number): Promise<void> {
  const torn = await open(`${path}.torn`, 'a', 0o600);
  try {
    const chunk = Buffer.allocUnsafe(CHUNK);
    for (let at = from; at < to; ) {
      const { bytesRead } = await file.read(chunk, 0, Math.min(CHUNK, to - at), at);
      if (bytesRead === 0) break;
      await torn.writeFile(chunk.subarray(0, bytesRead));
      at += bytesRead;
    }
    await torn.sync();
  } finally {
    await torn.close();
  }
  await file.truncate(from);
  await file.sync();
}
