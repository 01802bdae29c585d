// Turns a request into the answer of another server, to which it is passed on.
import { type Agent, type IncomingMessage, Agent as PlainAgent, request as plainRequest } from 'node:http';
import { Refusal } from './refusal.ts';

export interface Answer {
  readonly status: number;
  readonly reason: string;
  /** Names and values in turn, as they came. */
  readonly headers: readonly string[];
  readonly body: Buffer;
}

export interface ForwardRules {
  readonly url: URL;
  /** From asking to the last byte of the answer. */
  readonly timeoutMs: number;
  /** The longest answer that is passed back. */
  readonly maxAnswerBytes: number;
  /** Requests that are with the other server at once; more wait. */
  readonly atOnce: number;
}

/** They speak of one connection, and there are two (RFC 9110, 7.6.1). */
const HOP_BY_HOP: ReadonlySet<string> = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);
/** Written anew, since host and body are ours to tell. */
const REWRITTEN: ReadonlySet<string> = new Set(['host', 'content-length', 'expect']);

/** What a request carries that has been here. */
const VIA = 'turnline';
/** An idle connection is given up before most servers do it, so that nothing is sent into one that closes. */
const IDLE_MS = 4_000;

export class Forwarder {
  readonly #rules: ForwardRules;
  readonly #request: typeof plainRequest;
  readonly #agent: Agent;

  private constructor(rules: ForwardRules, request: typeof plainRequest, agent: Agent) {
    this.#rules = rules;
    this.#request = request;
    this.#agent = agent;
  }

  /** TLS is loaded only where the URL wants it. */
  static async to(rules: ForwardRules): Promise<Forwarder> {
    const options = { keepAlive: true, maxSockets: rules.atOnce, timeout: IDLE_MS } as const;
    if (rules.url.protocol !== 'https:') return new Forwarder(rules, plainRequest, new PlainAgent(options));
    const https = await import('node:https');
    return new Forwarder(rules, https.request, new https.Agent(options));
  }

  /** Throws a Refusal where the other server gives no answer. `body` is as it was sent. */
  pass(from: IncomingMessage, body: Buffer): Promise<Answer> {
    if (from.headers.via?.includes(VIA)) throw new Refusal(508, '--forward leads back to this server');
    const { url, timeoutMs, maxAnswerBytes } = this.#rules;
    return new Promise((resolve, reject) => {
      const asked = this.#request(url, {
        method: from.method,
        agent: this.#agent,
        headers: [
          ...kept(from.rawHeaders),
          'Host',
          url.host,
          'Content-Length',
          String(body.length),
          'Via',
          `1.1 ${VIA}`,
        ],
      });
      const give = (refusal: Refusal): void => {
        clearTimeout(timer);
        reject(refusal);
        asked.destroy();
      };
      const timer = setTimeout(
        () => give(new Refusal(504, `${url.host} gave no answer in ${timeoutMs / 1000} s`)),
        timeoutMs,
      );
      asked.on('error', (error) => give(unreachable(url, error)));
      asked.on('response', (response) => {
        collect(response, maxAnswerBytes).then(
          (answered) => {
            clearTimeout(timer);
            resolve({
              status: response.statusCode ?? 502,
              reason: response.statusMessage ?? '',
              headers: kept(response.rawHeaders),
              body: answered,
            });
          },
          (error: Error) => give(unreachable(url, error)),
        );
      });
      asked.end(body);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}

async function collect(response: IncomingMessage, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > limit) throw new Error(`its answer is longer than ${limit / (1 << 20)} MiB`);
  }
  return Buffer.concat(chunks, size);
}

function kept(raw: readonly string[]): string[] {
  const named = new Set<string>();
  for (const [name, value] of pairs(raw)) {
    if (name.toLowerCase() === 'connection')
      for (const one of value.split(',')) named.add(one.trim().toLowerCase());
  }
  return [...pairs(raw)]
    .filter(([name]) => {
      const plain = name.toLowerCase();
      return !HOP_BY_HOP.has(plain) && !REWRITTEN.has(plain) && !named.has(plain);
    })
    .flat();
}

function* pairs(raw: readonly string[]): Generator<[name: string, value: string]> {
  for (let at = 0; at + 1 < raw.length; at += 2) yield [raw[at]!, raw[at + 1]!];
}

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nobody listens there',
  ENOTFOUND: 'there is no such host',
  ECONNRESET: 'it closed the connection',
  ETIMEDOUT: 'it does not react',
  EHOSTUNREACH: 'there is no way to it',
};

function unreachable({ host }: URL, error: Error): Refusal {
  const { code } = error as { code?: string };
  const reason = code === undefined ? error.message : (REASONS[code] ?? code);
  return new Refusal(502, `${host} gave no answer: ${reason}`, { cause: error });
}
