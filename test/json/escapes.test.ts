// Holds the text of JSON strings to what JSON.parse gives, and offsets in it to the places they came from.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rawOffset } from '../../src/json/escapes.ts';
import { Kernel } from '../../src/json/kernel.ts';
import '../support/seed.ts';

const kernel = new Kernel(1 << 16);

/** The text of a string content, from memory behind which other bytes stand. */
function unescaped(content: Buffer): Buffer {
  kernel.clear();
  const { at } = kernel.room;
  kernel.bytes.set(content, at);
  kernel.bytes.fill('\\u0041"', at + content.length, at + content.length + 32);
  const { start, end } = kernel.unescaped(at, at + content.length)!;
  return Buffer.from(kernel.bytes.subarray(start, end));
}

/** Every character may be written as it is, as \u, or as one of the short escapes. */
const written = fc
  .array(fc.tuple(fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }), fc.boolean()), { maxLength: 40 })
  .map((parts) =>
    parts
      .map(([character, escaped]) =>
        escaped
          ? [...Array(character.length).keys()]
              .map((at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`)
              .join('')
          : JSON.stringify(character).slice(1, -1),
      )
      .join(''),
  );

describe('the text of a string', () => {
  test('is what JSON.parse gives', () => {
    fc.assert(
      fc.property(written, (content) => {
        const bytes = Buffer.from(content);
        expect(unescaped(bytes)).toEqual(Buffer.from(JSON.parse(`"${content}"`)));
      }),
      { numRuns: 2_000 },
    );
  });

  test('of a lone surrogate is three bytes that are no UTF-8', () => {
    const bytes = Buffer.from('a\\ud83dz\\udc00');
    expect(unescaped(bytes).toString('hex')).toBe('61eda0bd7aedb080');
  });

  test('stands where it was written', () => {
    fc.assert(
      fc.property(written, written, (before, after) => {
        const [first, second] = [Buffer.from(before), Buffer.from(`X${after}`)];
        const bytes = Buffer.concat([first, second]);
        const offset = unescaped(first).length;
        // Two halves of one character would be put together.
        fc.pre(!/\\ud[89ab]..$/i.test(before));
        expect(rawOffset(bytes, 0, bytes.length, offset)).toBe(first.length);
        unescaped(bytes);
        const { at } = kernel.room;
        for (let each = 0; each <= bytes.length; each++)
          expect(kernel.rawOffset(at, at + bytes.length, each) - at).toBe(
            rawOffset(bytes, 0, bytes.length, each),
          );
      }),
      { numRuns: 1_000 },
    );
  });
});
