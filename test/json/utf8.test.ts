// Holds the search for what is not UTF-8 to its law: everything before the offset is UTF-8, and nothing more is.
import { isUtf8 } from 'node:buffer';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { firstInvalid } from '../../src/json/utf8.ts';

test('the offset is that of the first byte that begins no character', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 3000 }).map((part) => Buffer.from(part.repeat(3)));
  fc.assert(
    fc.property(text, fc.nat(), fc.constantFrom(0xff, 0xe9, 0xc0, 0x80, 0xf5, 0xed), (bytes, where, byte) => {
      expect(firstInvalid(bytes, 0, bytes.length)).toBe(bytes.length);
      if (bytes.length === 0) return;
      const broken = Buffer.from(bytes);
      broken[where % bytes.length] = byte;
      const at = firstInvalid(broken, 0, broken.length);
      expect(isUtf8(broken.subarray(0, at))).toBe(true);
      expect(at === broken.length).toBe(isUtf8(broken));
      for (let length = 1; at < broken.length && length <= 4; length++) {
        if (at + length <= broken.length) expect(isUtf8(broken.subarray(at, at + length))).toBe(false);
      }
    }),
  );
});
