// Turns a request and its body into leave to enter, or into a Refusal, by an HMAC as Vapi's HMACAuthenticationPlan describes it.
import { createHmac } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { momentOf } from '../message/moment.ts';
import { isSame } from './gate.ts';
import { Refusal } from './refusal.ts';
import type { SignatureRules } from './rules.ts';

const PLACEHOLDER = /(\{[\w-]*\})/;
const TIMESTAMP = '{timestamp}';
const KNOWN = [TIMESTAMP, '{body}', '{method}', '{svix-id}'];

/** A header may list several signatures, as while a key is changed; of more than these none is tried. */
const MOST_SIGNATURES = 8;

/** The placeholders in a format that cannot be filled in; {url} is one, since only the sender knows what it called. */
export function unknownPlaceholders(format: string): string[] {
  return format.split(PLACEHOLDER).filter((part) => /^\{.*\}$/.test(part) && !KNOWN.includes(part));
}

export function checkSignature(
  { method, headers }: { readonly method?: string | undefined; readonly headers: IncomingHttpHeaders },
  body: Buffer,
  rules: SignatureRules,
  epochMs: number,
): void {
  const signatures = headerOf(headers, rules.signatureHeader).split(' ').slice(0, MOST_SIGNATURES);
  const signed = rules.payloadFormat.includes(TIMESTAMP) ? headerOf(headers, rules.timestampHeader) : '';
  const hmac = createHmac(rules.algorithm, rules.key);
  for (const part of rules.payloadFormat.split(PLACEHOLDER)) {
    if (part === '{body}') hmac.update(body);
    else if (part === TIMESTAMP) hmac.update(signed);
    else if (part === '{method}') hmac.update(method ?? '');
    else if (part === '{svix-id}') hmac.update(headerOf(headers, rules.messageIdHeader));
    else hmac.update(part);
  }
  const expected = rules.signaturePrefix + hmac.digest(rules.signatureEncoding);
  // Hexadecimal digits are the same in either case.
  const plain = (text: string): string => (rules.signatureEncoding === 'hex' ? text.toLowerCase() : text);
  if (!signatures.some((said) => isSame(plain(said), plain(expected))))
    throw new Refusal(401, `the signature in ${rules.signatureHeader} is not that of the body`);
  if (signed !== '') checkAge(signed, rules, epochMs);
}

function checkAge(signed: string, { timestampHeader, maxAgeMs }: SignatureRules, epochMs: number): void {
  const at = momentOf(signed)?.ms;
  if (at === undefined) throw new Refusal(401, `${timestampHeader} is no moment`);
  const awayMs = Math.abs(epochMs - at);
  if (awayMs > maxAgeMs)
    throw new Refusal(
      401,
      `${timestampHeader} is ${Math.round(awayMs / 1000)} s away from now: a replay, or a wrong clock`,
    );
}

function headerOf(headers: IncomingHttpHeaders, name: string): string {
  const value = headers[name.toLowerCase()];
  if (typeof value !== 'string' || value === '') throw new Refusal(401, `it has no ${name}`);
  return value;
}
