// Turns text from outside into text that a terminal can only show, never obey.
import type { Words } from './model.ts';

/**
 * Controls (C0, C1, DEL), line and paragraph separators, bidirectional controls, zero-width characters, non-characters, tags, and lone
 * surrogates. The zero-width joiner stays, since emoji and scripts are written with it.
 */
const DANGEROUS =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff]|[\u{e0000}-\u{e007f}]|\p{Surrogate}/gu;

/** Each dangerous character is written as an escape, such as \u001b. */
export function visible(text: string): string {
  return text.replace(DANGEROUS, (character) => {
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
  return json.replace(DANGEROUS, (character) =>
    character === '\n' || character === '\t' || character === '\r'
      ? character
      : Array.from(
          { length: character.length },
          (_, at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`,
        ).join(''),
  );
}
