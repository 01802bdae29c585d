// Turns a few rules into a server with a store in a folder of its own, for tests.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { type IncomingHttpHeaders, type OutgoingHttpHeaders, request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { Receiver, type ReceiverParts } from '../../src/listen/receiver.ts';
import { LIMITS, type Limits, STRANGER_LIMITS, serve } from '../../src/listen/server.ts';
import { Store, type StoreRules } from '../../src/listen/store.ts';
import { Locks } from '../../src/listen/store-lock.ts';

export interface Answered {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

export interface Site {
  readonly url: string;
  readonly folder: string;
  readonly log: readonly string[];
  readonly receiver: Receiver;
  post(body: Buffer | string, headers?: OutgoingHttpHeaders, path?: string): Promise<Answered>;
  /** Drains the server, closes the store, and gives the bodies in a file, in order. */
  close(): Promise<void>;
  bodies(name?: string): Buffer[];
}

/** Where only this process runs. */
export const MACHINE = {
  hostName: 'desk',
  processId: process.pid,
  isRunning: () => false,
  epochMs: () => Date.now(),
};

export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'turnline-listen-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export async function site(
  parts: Partial<ReceiverParts> = {},
  rules: Partial<StoreRules> & { readonly name?: string } = {},
  limits: Partial<Limits> = {},
): Promise<Site> {
  const folder = newFolder();
  const log: string[] = [];
  const { name = 'capture.ndjson', ...others } = rules;
  const store = new Store({
    pattern: join(folder, name),
    locks: new Locks(MACHINE),
    maxSize: 1 << 30,
    fsync: 'never',
    onTorn: (path, bytes) => log.push(`torn ${path} ${bytes}`),
    onReadable: (path) => log.push(`readable ${path}`),
    onFailure: (path) => log.push(`failure ${path}`),
    ...others,
  });
  const receiver = new Receiver({
    gate: { hosts: [], secret: null },
    signature: null,
    store,
    forwarder: null,
    maxBody: 10 << 20,
    maxHeld: 256 << 20,
    strangers: STRANGER_LIMITS,
    epochMs: () => Date.now(),
    onStored: () => {},
    log: (line) => log.push(line),
    ...parts,
  });
  const serving = await serve(
    receiver,
    { host: '127.0.0.1', port: 0 },
    { ...LIMITS, drainMs: 500, ...limits },
  );
  let closed: Promise<void> | undefined;
  const close = (): Promise<void> => {
    closed ??= serving.drain().then(() => store.close());
    return closed;
  };
  onTestFinished(close);
  return {
    url: serving.url,
    folder,
    log,
    receiver,
    close,
    post: (body, headers = {}, path = '/') => ask(serving.url + path, 'POST', body, headers),
    bodies: (file = 'capture.ndjson') => bodiesIn(readFileSync(join(folder, file))),
  };
}

export function ask(
  url: string,
  method: string,
  body: Buffer | string | undefined,
  headers: OutgoingHttpHeaders = {},
): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { method, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text: Buffer.concat(chunks).toString(),
        }),
      );
    });
    asked.on('error', reject);
    asked.end(body);
  });
}

/** What was sent, byte for byte, of every record in a capture. */
export function bodiesIn(capture: Buffer): Buffer[] {
  const bodies: Buffer[] = [];
  for (let from = 0; from < capture.length; ) {
    const end = capture.indexOf(0x0a, from);
    if (end < 0) throw new Error('the capture ends in a torn record');
    bodies.push(bodyIn(capture.subarray(from, end)));
    from = end + 1;
  }
  return bodies;
}

function bodyIn(line: Buffer): Buffer {
  const [head = ''] = /^\{"receivedAt":"[^"]+","body":/.exec(line.toString('latin1', 0, 60)) ?? [];
  const { bodyText, bodyBase64 } = JSON.parse(line.toString()) as Record<string, string>;
  if (head !== '') return Buffer.from(line.subarray(head.length, line.length - 1));
  return bodyText === undefined ? Buffer.from(bodyBase64 ?? '', 'base64') : Buffer.from(bodyText);
}

/** What comes back until it looks so, or the connection is closed. */
export function raw(
  url: string,
  text: string,
  until: RegExp,
  onData: () => void = () => {},
  /** Is given a way to send more. */
  onOpen: (write: (text: string) => void) => void = () => {},
): Promise<string> {
  const [, port] = /:(\d+)$/.exec(url) ?? [];
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect(Number(port), '127.0.0.1', () => {
      socket.write(text);
      onOpen((more) => socket.write(more));
    });
    socket.on('data', (chunk) => {
      answer += chunk;
      onData();
      if (until.test(answer)) socket.destroy();
    });
    socket.on('error', () => {});
    socket.on('close', () => resolve(answer));
  });
}
