// Turns an address into a server that hands its requests to a receiver, and bounds what any sender may take.
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { TurnlineError } from '../errors.ts';
import { answerLast } from './last-answer.ts';
import type { Receiver } from './receiver.ts';
import { Refusal } from './refusal.ts';
import type { StrangerLimits } from './strangers.ts';

export interface Limits {
  readonly connections: number;
  readonly headerBytes: number;
  /** For the head of a request, for all of it, and for the next one on the same connection. */
  readonly headersMs: number;
  readonly requestMs: number;
  readonly keepAliveMs: number;
  /** For the requests that are open when no more are taken. */
  readonly drainMs: number;
}

export const LIMITS: Limits = {
  connections: 1_000,
  headerBytes: 16 << 10,
  headersMs: 10_000,
  requestMs: 30_000,
  keepAliveMs: 30_000,
  drainMs: 25_000,
};

/** Half of the connections stay for senders that are known. */
export const STRANGER_LIMITS: StrangerLimits = {
  ms: 10_000,
  requests: LIMITS.connections / 2,
  bytes: 64 << 20,
};

export interface Serving {
  readonly url: string;
  /** Takes no more requests, and settles when the open ones are answered. */
  drain(): Promise<void>;
}

export async function serve(
  receiver: Receiver,
  { host, port }: { readonly host: string; readonly port: number },
  limits: Limits = LIMITS,
): Promise<Serving> {
  const server = createServer({
    maxHeaderSize: limits.headerBytes,
    headersTimeout: limits.headersMs,
    requestTimeout: limits.requestMs,
    keepAliveTimeout: limits.keepAliveMs,
    connectionsCheckingInterval: Math.min(1_000, limits.headersMs),
  });
  server.maxConnections = limits.connections;
  let draining = false;
  const handle: RequestListener = (request, response) => {
    // A connection that stays open would keep the server from closing.
    response.once('close', () => draining && setImmediate(() => server.closeIdleConnections()));
    receiver.handle(request, response).catch((error: unknown) => {
      // Only what nobody thought of comes here; the connection is all that it may cost.
      receiver.refuse(new Refusal(500, error instanceof Error ? error.message : 'an unknown error'));
      response.destroy();
    });
  };
  server.on('request', handle);
  server.on('checkContinue', handle);
  server.on('clientError', (error, socket) => turnAway(receiver, error, socket as Socket));
  server.on('drop', (drop) =>
    receiver.refuse(
      new Refusal(503, `there are ${limits.connections} connections already`),
      drop?.remoteAddress,
    ),
  );
  await listening(server, host, port);
  return {
    url: urlOf(server.address() as AddressInfo),
    drain: () => {
      draining = true;
      return closed(server, limits.drainMs);
    },
  };
}

function listening(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const reason = REASONS[error.code ?? ''] ?? error.code ?? error.message;
      reject(
        new TurnlineError('usage', `cannot listen on ${host} port ${port}: ${reason}`, { cause: error }),
      );
    });
    server.listen({ host, port }, resolve);
  });
}

const REASONS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'another program does; --port 0 takes a free one',
  EACCES: 'ports below 1024 are not for everybody; choose another --port',
  EADDRNOTAVAIL: 'this machine does not have that address',
  ENOTFOUND: 'there is no such host',
};

function closed(server: Server, withinMs: number): Promise<void> {
  return new Promise((resolve) => {
    const late = setTimeout(() => server.closeAllConnections(), withinMs);
    server.close(() => {
      clearTimeout(late);
      resolve();
    });
    server.closeIdleConnections();
  });
}

/** Requests that never became one: too slow, too large a head, or no HTTP. */
function turnAway(receiver: Receiver, error: NodeJS.ErrnoException, socket: Socket): void {
  const isGone = error.code === 'ECONNRESET' || error.code === 'HPE_INVALID_EOF_STATE';
  if (isGone || !socket.writable) return void socket.destroy();
  const refusal =
    error.code === 'HPE_HEADER_OVERFLOW'
      ? new Refusal(431, 'its head is too large')
      : error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
        ? new Refusal(408, 'it took too long to send')
        : new Refusal(400, 'it is not HTTP');
  receiver.giveUp(socket, refusal);
  answerLast(socket, refusal);
}

function urlOf({ address, family, port }: AddressInfo): string {
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}
