// Turns the head of a request into leave to enter, or into a Refusal: by its host, its origin and the shared secret.
import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { Refusal } from './refusal.ts';

export interface GateRules {
  /** Names under which requests may come, beside those of the machine itself; lower case, without a port. */
  readonly hosts: readonly string[];
  readonly secret: string | null;
}

/** A web page elsewhere can make a browser send to this machine, but only under names that it owns. */
const OWN_NAMES: readonly string[] = ['localhost', '127.0.0.1', '[::1]'];

const WITHOUT_PORT = /^(\[[^\]]*\]|[^:]*)(?::\d*)?$/;

export function checkHead(
  { headers, rawHeaders }: Pick<IncomingMessage, 'headers' | 'rawHeaders'>,
  { hosts }: GateRules,
): void {
  // A proxy before this server may have gone by the one that Node drops.
  if (rawHeaders.filter((name, at) => at % 2 === 0 && name.toLowerCase() === 'host').length > 1)
    throw new Refusal(400, 'it has more than one Host header');
  const [, name = ''] = WITHOUT_PORT.exec(headers.host?.toLowerCase() ?? '') ?? [];
  if (![...OWN_NAMES, ...hosts].includes(name))
    throw new Refusal(403, `it was sent to the host ${quoted(name)}: --allow-host takes it, if it is yours`);
  if (headers.origin !== undefined) throw new Refusal(403, 'a web page sent it');
}

/** The secret comes as Vapi sends it: in X-Vapi-Secret, or as a bearer token. */
export function checkSecret(headers: IncomingHttpHeaders, { secret }: GateRules): void {
  if (secret === null) return;
  const { 'x-vapi-secret': own, authorization } = headers;
  const said = typeof own === 'string' ? own : authorization;
  if (said === undefined)
    throw new Refusal(401, 'it has no secret, neither as X-Vapi-Secret nor as bearer token');
  if (!isSame(said.replace(/^bearer +/i, ''), secret)) throw new Refusal(401, 'its secret is another');
}

/** Takes as long for every `said`: digests are of one length, and compared as a whole. */
export function isSame(said: string, expected: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(said), digest(expected));
}

const SHOWN = 80;

function quoted(text: string): string {
  return `"${text.slice(0, SHOWN)}"`;
}
