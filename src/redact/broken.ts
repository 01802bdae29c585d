// Turns bytes that begin as JSON and are none into others that break in the same place, with nothing private in them.
import { isUtf8 } from 'node:buffer';
import type { Filler } from './filler.ts';

/**
 * What breaks a document may make names of texts and texts of names, so that everything is filled but the names and words
 * that are told by themselves. Of escapes only the shape is left.
 */
const TOKENS =
  /"(?<name>\w+)"(?=\s*:)|(?<code>\\u[0-9a-f]{4})|(?<pair>\\[\s\S])|(?<word>\b(?:true|false|null)\b)|(?<id>\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b)|(?<number>\d+(?:\.\d+)?(?:e[+-]?\d+)?(?![\p{L}\p{M}\p{N}]))|(?<text>[\p{L}\p{M}\p{N}]+)/giu;

const SOME_CODE = '\\u4e00';

export function redactedBroken(bytes: Buffer, filler: Filler, names: ReadonlySet<string>): Buffer {
  const coding = isUtf8(bytes) ? 'utf8' : 'latin1';
  const text = bytes.toString(coding);
  const readable = coding === 'utf8' ? text : text.replaceAll(/[\x80-\xff]/g, NO_UTF8);
  const filled = readable.replaceAll(TOKENS, (token: string, ...rest: unknown[]) => {
    const { name, code, pair, word, id, number } = rest.at(-1) as Readonly<
      Record<string, string | undefined>
    >;
    if (name !== undefined) return names.has(name) ? token : `"${filler.text(name)}"`;
    if (code !== undefined) return SOME_CODE;
    if (pair !== undefined || word !== undefined) return token;
    if (id !== undefined) return filler.id(id);
    return number === undefined ? filler.text(token) : filler.number(token);
  });
  return Buffer.from(filled, coding);
}

/** A byte that means nothing in UTF-8 wherever it stands; in Latin-1 a letter, which this is not to be taken for. */
const NO_UTF8 = '\x96';
