// Holds the text of JSON strings to what JSON.parse gives, and offsets in it to the places they came from.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rawOffset, unescaped } from '../../src/json/escapes.ts';
import { Pool } from '../../src/json/pool.ts';
import '../support/seed.ts';

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
        expect(unescaped(bytes, 0, bytes.length)).toEqual(Buffer.from(JSON.parse(`"${content}"`)));
      }),
      { numRuns: 2_000 },
    );
  });

  test('of a lone surrogate is three bytes that are no UTF-8', () => {
    const bytes = Buffer.from('a\\ud83dz\\udc00');
    expect(unescaped(bytes, 0, bytes.length).toString('hex')).toBe('61eda0bd7aedb080');
  });

  test('stands where it was written', () => {
    fc.assert(
      fc.property(written, written, (before, after) => {
        const [first, second] = [Buffer.from(before), Buffer.from(`X${after}`)];
        const bytes = Buffer.concat([first, second]);
        const offset = unescaped(first, 0, first.length).length;
        // Two halves of one character would be put together.
        fc.pre(!/\\ud[89ab]..$/i.test(before));
        expect(rawOffset(bytes, 0, bytes.length, offset)).toBe(first.length);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('a pool of known bytes', () => {
  test('finds nothing but what the bytes begin with', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(5), fc.nat(3), fc.integer({ min: -1, max: 3 })), { maxLength: 60 }),
        (looks) => {
          const pool = new Pool();
          for (const [kind, size, call] of looks) {
            const value = `{"kind":${kind},"text":"${'x'.repeat(60 + size)}${kind}"}`;
            const bytes = Buffer.from(`__${value},"more":1`);
            const known = pool.find(bytes, 2, bytes.length, call);
            if (known !== undefined) expect(value).toBe(known.note);
            else pool.remember(bytes, 2, 2 + value.length, call).note = value;
          }
        },
      ),
    );
  });

  test('gives up for a while what never comes again', () => {
    const pool = new Pool();
    let worth = 0;
    for (let index = 0; index < 1_000; index++) {
      if (!pool.isWorth()) continue;
      worth++;
      const bytes = Buffer.from(`[${'1,'.repeat(40)}${index}]`);
      if (pool.find(bytes, 0, bytes.length, -1) === undefined) pool.remember(bytes, 0, bytes.length, -1);
    }
    expect(worth).toBeLessThan(100);
  });
});
