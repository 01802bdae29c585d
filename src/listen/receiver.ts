// Turns a request into an answer: stored first, then answered at once or by the server behind, or refused.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { systemReason } from '../errors.ts';
import { type Body, Budget, readBody, type Share } from './body.ts';
import type { Answer, Forwarder } from './forward.ts';
import { checkHead, checkSecret, type GateRules } from './gate.ts';
import { answerLast, RETRY_AFTER } from './last-answer.ts';
import { Refusal } from './refusal.ts';
import type { SignatureRules } from './rules.ts';
import { checkSignature } from './signature.ts';
import type { Store, Stored } from './store.ts';
import { type Stranger, type StrangerLimits, Strangers } from './strangers.ts';

/** What happened so far. */
export interface Counts {
  stored: number;
  /** Of the bodies that were stored. */
  bytes: number;
  refused: number;
  /** Bodies that could not be stored. */
  lost: number;
  /** Answers of the server behind, and requests to which it gave none. */
  forwarded: number;
  unanswered: number;
}

export interface ReceiverParts {
  readonly gate: GateRules;
  readonly signature: SignatureRules | null;
  readonly store: Pick<Store, 'append'>;
  readonly forwarder: Pick<Forwarder, 'pass'> | null;
  /** In bytes: of one body, and of all that are held at once. */
  readonly maxBody: number;
  readonly maxHeld: number;
  readonly strangers: StrangerLimits;
  epochMs(): number;
  /** Is shown what was stored, after the answer. */
  onStored(stored: Stored): void;
  /** Is told in one line what went wrong; never with anything of a body or a secret. */
  log(line: string): void;
}

const HEALTH = '/healthz';

export class Receiver {
  readonly counts: Counts = { stored: 0, bytes: 0, refused: 0, lost: 0, forwarded: 0, unanswered: 0 };
  readonly #parts: ReceiverParts;
  readonly #budget: Budget;
  readonly #strangers: Strangers;
  /** Whether the last body could be stored. */
  #stores = true;
  /** Connections with an open request, and why some of these were given up. */
  readonly #open = new WeakSet<Socket>();
  readonly #givenUp = new WeakMap<Socket, Refusal>();

  #openRequests = 0;

  constructor(parts: ReceiverParts) {
    this.#parts = parts;
    this.#budget = new Budget(parts.maxHeld);
    this.#strangers = new Strangers(parts.strangers);
  }

  /** Whether somebody waits for an answer. */
  get isBusy(): boolean {
    return this.#openRequests > 0;
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { socket } = request;
    // A connection that is closed has forgotten it.
    const from = socket.remoteAddress;
    this.#open.add(socket);
    this.#openRequests++;
    response.once('close', () => {
      this.#open.delete(socket);
      this.#openRequests--;
    });
    const stranger = this.#strangers.admit((refusal) => this.#end(request, response, refusal));
    request.once('close', stranger.leave);
    try {
      checkHead(request, this.#parts.gate);
      const [path] = (request.url ?? '').split('?');
      if (path === HEALTH && (request.method === 'GET' || request.method === 'HEAD')) this.#health(response);
      else if (request.method !== 'POST') throw new Refusal(405, `${request.method} is not POST`);
      else await this.#receive(request, response, stranger);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.refuse(this.#givenUp.get(socket) ?? error, from);
      const headers = {
        Allow: error.status === 405 ? 'POST' : undefined,
        'Retry-After': error.status === 503 ? RETRY_AFTER : undefined,
      };
      reply(response, error.status, { error: error.status === 503 ? 'try again' : 'refused' }, headers);
    }
  }

  refuse({ status, message }: Refusal, from = 'an unknown address'): void {
    this.counts.refused++;
    this.#parts.log(`refused with ${status} a request from ${from}: ${message}`);
  }

  /** A connection that is closed for what comes over it; an open request on it fails for that reason. */
  giveUp(socket: Socket, refusal: Refusal): void {
    if (this.#open.has(socket)) this.#givenUp.set(socket, refusal);
    else this.refuse(refusal, socket.remoteAddress);
  }

  /** A request that was answered already, with a refusal, only costs its connection. */
  #end({ socket }: IncomingMessage, response: ServerResponse, refusal: Refusal): void {
    if (response.headersSent) return void socket.destroy();
    this.giveUp(socket, refusal);
    answerLast(socket, refusal);
  }

  async #receive(request: IncomingMessage, response: ServerResponse, stranger: Stranger): Promise<void> {
    const { gate, signature, maxBody } = this.#parts;
    checkSecret(request.headers, gate);
    // A secret proves it here; a signature only with the whole body.
    if (gate.secret !== null && signature === null) stranger.leave();
    const share = this.#budget.share();
    try {
      if (request.headers.expect !== undefined) response.writeContinue();
      await this.#take(request, await readBody(request, maxBody, counted(share, stranger)), response);
    } finally {
      share.giveBack();
    }
  }

  async #take(request: IncomingMessage, { sent, plain }: Body, response: ServerResponse): Promise<void> {
    const { signature, store, forwarder, epochMs, onStored } = this.#parts;
    const receivedAt = epochMs();
    if (signature !== null) checkSignature(request, plain, signature, receivedAt);
    const stored = await store.append(plain, receivedAt).catch((error: unknown) => this.#lose(error));
    if (stored !== null) {
      this.counts.stored++;
      this.counts.bytes += plain.length;
    }
    if (forwarder !== null) await this.#forward(forwarder, request, sent, response);
    else if (stored !== null) reply(response, 200, {});
    else reply(response, 503, { error: 'not stored' }, { 'Retry-After': RETRY_AFTER });
    this.#stores = stored !== null;
    if (stored !== null) onStored(stored);
  }

  #lose(error: unknown): null {
    this.counts.lost++;
    const next = this.#parts.forwarder === null ? 'answered with 503' : 'passed on all the same';
    this.#parts.log(`a body could not be stored: ${systemReason(error)}; ${next}`);
    return null;
  }

  /** What is stored is stored, whatever becomes of it there. */
  async #forward(
    forwarder: Pick<Forwarder, 'pass'>,
    request: IncomingMessage,
    body: Buffer,
    response: ServerResponse,
  ): Promise<void> {
    try {
      give(response, await forwarder.pass(request, body));
      this.counts.forwarded++;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.counts.unanswered++;
      this.#parts.log(`answered with ${error.status}: ${error.message}`);
      reply(response, error.status, { error: 'no answer' });
    }
  }

  #health(response: ServerResponse): void {
    reply(response, this.#stores ? 200 : 503, { status: this.#stores ? 'ok' : 'failing', ...this.counts });
  }
}

function counted(share: Share, stranger: Stranger): Pick<Share, 'take'> {
  return {
    take: (bytes) => {
      share.take(bytes);
      stranger.take(bytes);
    },
  };
}

function reply(
  response: ServerResponse,
  status: number,
  body: object,
  headers: Readonly<Record<string, string | undefined>> = {},
): void {
  const text = JSON.stringify(body);
  response.statusCode = status;
  response.setHeader('Content-Type', 'application/json');
  response.setHeader('Content-Length', Buffer.byteLength(text));
  for (const [name, value] of Object.entries(headers))
    if (value !== undefined) response.setHeader(name, value);
  response.end(text);
}

/** Throws a Refusal where the other server's answer is none that HTTP knows. */
function give(response: ServerResponse, { status, reason, headers, body }: Answer): void {
  const length = status === 204 || status === 304 ? [] : ['Content-Length', String(body.length)];
  try {
    response.writeHead(status, reason, [...headers, ...length]);
  } catch (error) {
    throw new Refusal(502, 'the answer of the server behind is not HTTP', { cause: error });
  }
  response.end(body);
}
