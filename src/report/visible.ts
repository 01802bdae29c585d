// Turns text from outside into text that a terminal can only show, never obey.
import type { Words } from './model.ts';

/**
 * Controls (C0, C1, DEL), line and paragraph separators, interlinear marks, non-characters, lone surrogates, and what is not seen: the
 * code points that Unicode says to ignore by default (bidirectional controls, zero-width characters, fillers, variation selectors,
 * tags), and the blank of Braille.
 */
const DANGEROUS = String.raw`[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufff9-\ufffb\u2800]|\p{Default_Ignorable_Code_Point}|\p{Noncharacter_Code_Point}|\p{Surrogate}`;

/** An emoji as in UTS #51, but without the digits, which are seen as digits, and of the tags only those of flags of regions. */
const KEYCAP = String.raw`[0-9#*]\ufe0f?\u20e3`;
const REGION = String.raw`\u{1f3f4}[\u{e0030}-\u{e0039}\u{e0061}-\u{e007a}]{3,6}\u{e007f}`;
const ELEMENT = String.raw`(?:${REGION}|(?![0-9#*])\p{Emoji}(?:\p{Emoji_Modifier}|[\ufe0e\ufe0f])?)`;
const EMOJI = String.raw`${KEYCAP}|${ELEMENT}(?:\u200d${ELEMENT})*`;

/** Between letters and marks, joiners decide how Persian, Hindi and others are written. */
const LETTER = String.raw`(?!\p{Default_Ignorable_Code_Point})[\p{L}\p{M}]`;
const WORD = String.raw`(?<=${LETTER})[\u200c\u200d](?=${LETTER})`;

const KEPT_OR_DANGEROUS = new RegExp(`(${EMOJI}|${WORD})|${DANGEROUS}`, 'gu');
const PLAIN = /^[\x20-\x7e]*$/;

/** Each dangerous character is written as an escape, such as \u001b. */
export function visible(text: string): string {
  if (PLAIN.test(text)) return text;
  return text.replace(KEPT_OR_DANGEROUS, (character, kept?: string) => {
    if (kept !== undefined) return kept;
    const code = character.codePointAt(0) ?? 0;
    return code > 0xffff ? `\\u{${code.toString(16)}}` : `\\u${code.toString(16).padStart(4, '0')}`;
  });
}

export function textOf(words: Words): string {
  return visible(typeof words === 'string' ? words : words.text);
}

/** The same for text of several lines: line breaks and tabs stay. */
export function visibleLines(text: string): string {
  return text.replaceAll(/[^\n\t]+/g, (part) => visible(part.replace(/\r$/, '')));
}

/** JSON in which no character is dangerous, of the same values: such characters stand only in its strings. */
export function visibleJson(json: string): string {
  if (PLAIN.test(json)) return json;
  return json.replace(KEPT_OR_DANGEROUS, (character, kept?: string) =>
    kept !== undefined || character === '\n' || character === '\t' || character === '\r'
      ? character
      : Array.from(
          { length: character.length },
          (_, at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`,
        ).join(''),
  );
}
