// Turns what was said into what may be shown of it: with --text the words, with --reveal also the secrets in them.
import { TurnlineError } from '../errors.ts';
import type { Call } from '../timeline/call.ts';
import type { Segment } from '../timeline/segment.ts';
import { wordsBySegment } from '../timeline/words.ts';
import type { Invocation } from './command.ts';

/** How much of what was said is shown. */
export type Telling = 'nothing' | 'words' | 'everything';

export function tellingOf({ options, given }: Pick<Invocation, 'options' | 'given'>): Telling {
  const { text, reveal } = options;
  if (text !== true) {
    if (given.reveal === true)
      throw new TurnlineError('usage', '--reveal shows more of what --text shows, which is missing');
    return 'nothing';
  }
  return reveal === true ? 'everything' : 'words';
}

const NO_WORDS: ReadonlyMap<Segment, string> = new Map();

export function wordsOf(call: Call, telling: Telling): ReadonlyMap<Segment, string> {
  if (telling === 'nothing') return NO_WORDS;
  const words = wordsBySegment(call);
  if (telling === 'everything') return words;
  return new Map([...words].map(([segment, text]) => [segment, withoutSecrets(text)]));
}

/** What stands for each kind of secret, in the order in which they are sought. */
const SECRETS: readonly (readonly [what: string, pattern: RegExp])[] = [
  ['[e-mail address]', /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu],
  [
    '[key]',
    /\b(?:bearer|basic|token|password|api[ _-]?key|secret)(?:\s*[:=]\s*|\s+)(?=\S*[\d_=+/-])\S{6,}/gi,
  ],
  ['[phone number]', /(?<![\p{L}\p{N}])\+?\(?\d(?:[\s()./-]{0,3}\d){6,}(?![\p{L}\p{N}])/gu],
  ['[key]', /(?<![\p{L}\p{N}])(?=[\w+/=-]*\d)(?=[\w+/=-]*[A-Za-z])[\w+/=-]{16,}/gu],
];

/** Phone numbers, e-mail addresses and keys, as they are written; what is spelt in words is not found. */
export function withoutSecrets(text: string): string {
  return SECRETS.reduce((rest, [what, pattern]) => rest.replaceAll(pattern, what), text);
}
