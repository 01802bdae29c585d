// Holds bytes that are compared four at a time, and short texts that are remembered, to what comparing and decoding say.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Literal } from '../../src/json/literal.ts';
import { decodeString } from '../../src/json/read.ts';
import { Tokens } from '../../src/json/tokens.ts';
import { View } from '../../src/json/view.ts';

const few = fc.uint8Array({ maxLength: 12, min: 0x61, max: 0x62 });

test('a literal is where its bytes are', () => {
  const view = new View();
  fc.assert(
    fc.property(few, fc.uint8Array({ maxLength: 40, min: 0x61, max: 0x62 }), (sought, around) => {
      const bytes = Buffer.from(around);
      const literal = new Literal(sought);
      for (let at = 0; at <= bytes.length; at++) {
        const isThere = bytes.subarray(at, at + sought.length).equals(sought);
        expect(literal.isAt(view.of(bytes), at, bytes.length)).toBe(isThere);
        expect(literal.isAt(view.of(bytes), at, at + sought.length - 1)).toBe(false);
      }
    }),
    { numRuns: 2_000 },
  );
});

test('a token is what its own bytes stand for, whichever fell onto its place before', () => {
  const names = new Tokens(decodeString);
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 60 }), { maxLength: 30 }), (texts) => {
      for (const text of texts) {
        const bytes = Buffer.from(JSON.stringify(text));
        expect(names.of(bytes, 1, bytes.length - 1)).toBe(Buffer.from(text).toString());
      }
    }),
    { numRuns: 500 },
  );
});
