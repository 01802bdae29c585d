// Turns the body of a request into the line that is stored of it, from which its very bytes can be had again.
import { isUtf8 } from 'node:buffer';
import type { Kernel } from '../json/kernel.ts';

/** How every line begins. */
export const OPENING = '{"receivedAt":"';

const CLOSING = Buffer.from('}\n');

/**
 * `body` is JSON as it came, byte for byte. What would not stay one line that can be read, or is no JSON, is a string: `bodyText`
 * where it is UTF-8, else `bodyBase64`.
 */
export function recordLine(kernel: Kernel, body: Buffer, receivedAt: number): Buffer {
  const head = `${OPENING}${new Date(receivedAt).toISOString()}",`;
  const line = (name: string, value: Buffer): Buffer =>
    Buffer.concat([Buffer.from(`${head}"${name}":`), value, CLOSING]);
  if (!isUtf8(body)) return line('bodyBase64', Buffer.from(`"${body.toString('base64')}"`));
  if (!body.includes(0x0a) && !body.includes(0x0d)) {
    const asItCame = line('body', body);
    // By itself too: it could close what is around it.
    if (kernel.isDocument(body) && kernel.isDocument(asItCame.subarray(0, -1))) return asItCame;
  }
  return line('bodyText', Buffer.from(JSON.stringify(body.toString())));
}
