// Turns the body of a request into the line that is stored of it, from which its very bytes can be had again.
import { isUtf8 } from 'node:buffer';
import { Cursor } from '../json/cursor.ts';

/** How every line begins. */
export const OPENING = '{"receivedAt":"';

const CLOSING = Buffer.from('}\n');

/**
 * `body` is JSON as it came, byte for byte. What would not stay one line, or is no JSON, is a string: `bodyText` where it is
 * UTF-8, else `bodyBase64`.
 */
export function recordLine(body: Buffer, receivedAt: number): Buffer {
  const [name, value] = memberOf(body);
  const head = Buffer.from(`${OPENING}${new Date(receivedAt).toISOString()}","${name}":`);
  return Buffer.concat([head, value, CLOSING]);
}

function memberOf(body: Buffer): [name: string, value: Buffer] {
  if (!isUtf8(body)) return ['bodyBase64', Buffer.from(`"${body.toString('base64')}"`)];
  if (!body.includes(0x0a) && !body.includes(0x0d) && isWhole(body, 0, body.length, 1)) return ['body', body];
  return ['bodyText', Buffer.from(JSON.stringify(body.toString()))];
}

/** Whether bytes [start, end) are one JSON document and nothing more, that can be read where it stands `level` deep. */
export function isWhole(bytes: Buffer, start: number, end: number, level = 0): boolean {
  const cursor = new Cursor();
  cursor.reset(bytes, start, end, level);
  return cursor.skipValue() && cursor.peek() < 0;
}
