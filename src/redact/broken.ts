// Turns bytes that begin as JSON and are none into others that break in the same place, with nothing private in them.
import { isUtf8 } from 'node:buffer';
import type { Filler } from './filler.ts';

/**
 * What breaks a document may make names of texts and texts of names, so everything is filled but listed names and words of
 * JSON. A number keeps its `e`, and an escape its shape, also where they are cut: they may be what breaks.
 */
const TOKENS =
  /"(?<name>\w+)"(?=\s*:)|\\u(?<code>[0-9A-Fa-f]{0,4})|(?<pair>\\[\0-\x7f]?)|(?<![\p{L}\p{M}\p{N}])(?<word>true|false|null|speech-update|(?:t|tru?|f|fa|fals?|nu?|nul)$)|(?<=["/=])(?<id>[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12})(?![\p{L}\p{M}\p{N}])|(?<number>\d+(?:\.\d+)?(?:[eE][+-]?\d*)?)|(?<text>[\p{L}\p{M}\p{N}]+)/gu;

const SOME_CODE = '4e00';

export function redactedBroken(bytes: Buffer, filler: Filler, names: ReadonlySet<string>): Buffer {
  const coding = isUtf8(bytes) ? 'utf8' : 'latin1';
  const text = bytes.toString(coding);
  const readable = coding === 'utf8' ? text : text.replaceAll(/[\x80-\xff]/g, NO_UTF8);
  const filled = readable.replaceAll(TOKENS, (token: string, ...rest: unknown[]) => {
    const { name, code, pair, word, id, number } = rest.at(-1) as Readonly<
      Record<string, string | undefined>
    >;
    if (name !== undefined) return names.has(name) ? token : `"${filler.broken(name)}"`;
    if (code !== undefined) return `\\u${SOME_CODE.slice(0, code.length)}`;
    if (pair !== undefined || word !== undefined) return token;
    if (id !== undefined) return filler.id(id);
    if (number !== undefined) return filler.number(number);
    const filling = filler.broken(token);
    const at = rest.at(-3) as number;
    return LIKE_A_WORD.has(token[0]!) && opensLine(readable, at) ? token[0] + filling.slice(1) : filling;
  });
  return Buffer.from(filled, coding);
}

/** A line that opens with another letter is no part of a broken document before it. */
const LIKE_A_WORD: ReadonlySet<string> = new Set('tfn');

function opensLine(text: string, at: number): boolean {
  let before = at - 1;
  while (before >= 0 && ' \t\r'.includes(text[before]!)) before--;
  return before < 0 || text[before] === '\n';
}

/** A byte that means nothing in UTF-8 wherever it stands; in Latin-1 a letter, which this is not to be taken for. */
const NO_UTF8 = '\x96';
