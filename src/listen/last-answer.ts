// Turns a refusal into the last answer on a connection, which is closed behind it, though a body may still be coming.
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { Refusal } from './refusal.ts';

/** In seconds: a sender may try again then. */
export const RETRY_AFTER = '1';

export function answerLast(socket: Socket, { status }: Refusal): void {
  const retry = status === 503 ? `Retry-After: ${RETRY_AFTER}\r\n` : '';
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\n${retry}Content-Length: 0\r\n\r\n`,
    () => socket.destroy(),
  );
}
