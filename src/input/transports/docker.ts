// Turns a line of Docker's json-file log, {"log":"...","stream":"stdout","time":"..."}, into what the container printed.
import { BACKSLASH, OPEN_BRACE, QUOTE } from '../../json/bytes.ts';
import { Cursor } from '../../json/cursor.ts';
import { decodeString } from '../../json/read.ts';
import type { Carried, Transport } from './transport.ts';

/** Docker cuts what a container prints at this many bytes, and goes on in the next line. */
const CUT_AT = 16 << 10;

const OPENING = Buffer.from('{"log":"');
/** How the content of a JSON string ends that ends in a newline. */
const BREAK = 2;

export const docker: Transport = {
  name: 'docker json-file',
  about:
    'a line of /var/lib/docker/containers/*-json.log for each line, cut at 16 KiB and put together again',
  open(bytes, start, end) {
    if (!bytes.subarray(start, start + OPENING.length).equals(OPENING)) return undefined;
    const cursor = new Cursor();
    cursor.reset(bytes, start, end);
    cursor.enter(OPEN_BRACE);
    const fields: { [name: string]: readonly [start: number, end: number] } = Object.create(null);
    while (cursor.nextKey()) {
      const name = bytes.toString('latin1', cursor.keyStart, cursor.keyEnd);
      const isText = cursor.peek() === QUOTE;
      const from = cursor.at;
      if (!cursor.skipValue()) return undefined;
      if (isText) fields[name] = [from + 1, cursor.at - 1];
    }
    const { log, stream, time } = fields;
    if (cursor.problem !== null || log === undefined || (stream ?? time) === undefined) return undefined;
    return carried(bytes, log, stream, time);
  },
};

type Bounds = readonly [start: number, end: number];

function carried(bytes: Buffer, log: Bounds, stream: Bounds | undefined, time: Bounds | undefined): Carried {
  const [start, end] = log;
  const ends = bytes[end - 1] === 0x6e && backslashesBefore(bytes, start, end - 1) % 2 === 1;
  return {
    start,
    end: ends ? end - BREAK : end,
    escaped: true,
    whole: ends || end - start < CUT_AT,
    received: time === undefined ? null : decodeString(bytes, ...time),
    stream: stream === undefined ? '' : decodeString(bytes, ...stream),
  };
}

function backslashesBefore(bytes: Buffer, start: number, at: number): number {
  let count = 0;
  while (at - count > start && bytes[at - count - 1] === BACKSLASH) count++;
  return count;
}
