// Holds numbers and texts that are written as bytes to what String and UTF-8 make of them.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytesOf, LineBytes } from '../../src/report/formats/line-bytes.ts';

const anyNumber = fc.oneof(
  fc.maxSafeInteger(),
  fc.integer(),
  fc.double(),
  fc.constantFrom(0, -0, 9, 10, 999_999_999, 1e9, 1_000_000_001, 2 ** 31, 2 ** 53 - 1, 2 ** 53, -1e15, 1e21),
);

test('what is added comes out, whatever the size of the pieces', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(anyNumber, fc.string({ unit: 'grapheme', maxLength: 90 })), { maxLength: 60 }),
      fc.integer({ min: 1, max: 200 }),
      (values, size) => {
        const lines = new LineBytes(size);
        const pieces: Buffer[] = [];
        for (const value of values) {
          if (typeof value === 'number') lines.addNumber(value);
          else if (value.length % 2 === 0) lines.add(bytesOf(value));
          else lines.addText(value);
          if (lines.length >= size) pieces.push(Buffer.from(lines.take()));
        }
        pieces.push(lines.take());
        expect(Buffer.concat(pieces).toString()).toBe(Buffer.from(values.map(String).join('')).toString());
      },
    ),
    { numRuns: 2000 },
  );
});
