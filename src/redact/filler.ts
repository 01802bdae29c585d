// Turns private text into filler of its shape: a letter into a letter of its case, a digit into a digit, the rest as it is.
import { createHash } from 'node:crypto';
import { type Alphabet, alphabetOf, brokenAlphabetOf, WHOLE_ALPHABETS } from './alphabets.ts';

/** A run of these is one word of an id. */
const RUN = /[A-Za-z0-9_-]+/g;
const UUID = /(?<![0-9A-Za-z])[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![0-9A-Za-z])/gi;
/** The schemes of addresses, by which programs know what follows. */
const SCHEME = /\b(?:https?|wss?|sips?|tel|mailto):/gi;

/** Rounds of the permutation; after four no half tells anything of the other. */
const ROUNDS = 4;

/**
 * The same text always becomes the same filler, and nobody without the secret can tell which text became which. Nothing is
 * remembered: what stands for an id is computed from it, so memory does not grow.
 */
export class Filler {
  readonly #secret: Uint8Array;

  constructor(secret: Uint8Array) {
    this.#secret = secret;
  }

  /** Ids, phone numbers and other words with digits are the same wherever they stand; plain words are not. */
  text(text: string): string {
    const stream = this.#stream('text', text, 2 * text.length);
    let at = 0;
    const plain = (part: string): string => {
      let filled = '';
      for (const character of part) {
        filled += substitute(character, alphabetOf(character), stream.readUInt16LE(at));
        at += 2;
      }
      return filled;
    };
    const words = (part: string): string =>
      replaced(part, RUN, (run) => (isId(run) ? this.id(run) : plain(run)), plain);
    return replaced(
      text,
      UUID,
      (uuid) => this.id(uuid),
      (part) => replaced(part, SCHEME, (scheme) => scheme, words),
    );
  }

  /** A stretch of letters and digits in what is no JSON: nothing in it becomes JSON. */
  broken(text: string): string {
    const stream = this.#stream('broken', text, 2 * text.length);
    return [...text]
      .map((character, at) => substitute(character, brokenAlphabetOf(character), stream.readUInt16LE(2 * at)))
      .join('');
  }

  /** Law: two ids of one shape never become one. */
  id(text: string): string {
    return text.replace(UUID, '') === '' && text !== '' ? this.#uuid(text) : this.#permuted('id', text);
  }

  /** A name of an open map; `attempt` gives others, where one is taken. */
  name(text: string, attempt: number): string {
    return attempt === 0 ? this.text(text) : this.#permuted(`name ${attempt}`, this.text(text));
  }

  /** A number as JSON writes it; no zero comes to stand in front. */
  number(text: string): string {
    const stream = this.#stream('number', text, text.length);
    const lead = text.search(/\d/);
    return text.replaceAll(/\d/g, (digit, at: number) => {
      if (at !== lead) return String(stream[at]! % 10);
      return digit === '0' ? '0' : String(1 + (stream[at]! % 9));
    });
  }

  /** Version and variant stay, so that it is a UUID of the same kind. */
  #uuid(uuid: string): string {
    const fixed = new Set([14, 19]);
    const hex = [...uuid.toLowerCase()].flatMap((digit, at) =>
      digit === '-' || fixed.has(at) ? [] : [Number.parseInt(digit, 16)],
    );
    this.#permute(
      'uuid',
      hex,
      hex.map(() => 16),
    );
    let next = 0;
    const mapped = [...uuid.toLowerCase()]
      .map((digit, at) => (digit === '-' || fixed.has(at) ? digit : hex[next++]!.toString(16)))
      .join('');
    return /[A-F]/.test(uuid) ? mapped.toUpperCase() : mapped;
  }

  #permuted(what: string, text: string): string {
    const characters = [...text];
    const alphabets = characters.map((character) => WHOLE_ALPHABETS.find((one) => one.has(character)));
    const places = alphabets.flatMap((alphabet, at) => (alphabet === undefined ? [] : [at]));
    const digits = places.map((at) => alphabets[at]!.indexOf(characters[at]!));
    const sizes = places.map((at) => alphabets[at]!.size);
    this.#permute(`${what} ${shapeOf(text)}`, digits, sizes);
    for (const [index, at] of places.entries()) characters[at] = alphabets[at]!.at(digits[index]!);
    const rest = characters.join('');
    return /[^\0-\x7f]/.test(rest) ? this.#beyondAscii(rest) : rest;
  }

  #beyondAscii(text: string): string {
    const stream = this.#stream('beyond', text, 2 * text.length);
    return [...text]
      .map((character, at) =>
        character <= '\x7f'
          ? character
          : substitute(character, alphabetOf(character), stream.readUInt16LE(2 * at)),
      )
      .join('');
  }

  /** A Feistel network over digits of mixed sizes, in place: each round adds a function of one half to the other. */
  #permute(what: string, digits: number[], sizes: readonly number[]): void {
    const middle = digits.length >> 1;
    for (let round = 0; round < ROUNDS; round++) {
      const [from, to] = round % 2 === 0 ? [middle, digits.length] : [0, middle];
      const other = round % 2 === 0 ? digits.slice(0, middle) : digits.slice(middle);
      const stream = this.#stream(`${what} ${digits.length} ${round}`, other.join(','), 2 * (to - from));
      for (let at = from; at < to; at++)
        digits[at] = (digits[at]! + stream.readUInt16LE(2 * (at - from))) % sizes[at]!;
    }
  }

  #stream(what: string, text: string, length: number): Buffer {
    const hash = createHash('shake256', { outputLength: Math.max(1, length) });
    return hash.update(this.#secret).update(`${what}\0${text}`).digest();
  }
}

/** A word of digits alone, as in phone numbers, or of digits and letters. */
function isId(run: string): boolean {
  return /^\d{5,}$/.test(run) || (run.length >= 6 && /\d/.test(run) && /[A-Za-z]/.test(run));
}

function shapeOf(text: string): string {
  return text
    .replaceAll(/[a-z]/g, 'a')
    .replaceAll(/[A-Z]/g, 'A')
    .replaceAll(/\d/g, '0')
    .replaceAll(/[^\0-\x7f]/g, 'x');
}

function substitute(character: string, alphabet: Alphabet | null, random: number): string {
  return alphabet === null ? character : alphabet.at(random % alphabet.size);
}

/** The text with each match and each part between matches replaced. */
function replaced(
  text: string,
  pattern: RegExp,
  ofMatch: (match: string) => string,
  ofRest: (rest: string) => string,
): string {
  let result = '';
  let at = 0;
  for (const { 0: match, index } of text.matchAll(pattern)) {
    if (index > at) result += ofRest(text.slice(at, index));
    result += ofMatch(match);
    at = index + match.length;
  }
  return at < text.length ? result + ofRest(text.slice(at)) : result;
}
