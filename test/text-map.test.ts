// Holds a map of texts to what a Map does, for short texts and for long ones that begin alike.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TextMap } from '../src/text-map.ts';

const PADDING = ['', 'x'.repeat(0x3fff - 1), 'x'.repeat(0x3fff), 'x'.repeat(20_000)];

test('it holds what a Map holds', () => {
  const text = fc
    .tuple(fc.constantFrom(...PADDING), fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 2 }))
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(fc.array(fc.tuple(text, fc.nat())), text, (entries, other) => {
      const [own, known] = [new TextMap<number>(), new Map<string, number>()];
      for (const [key, value] of entries) {
        own.set(key, value);
        known.set(key, value);
        expect(own.get(key)).toBe(value);
      }
      expect(own.get(other)).toBe(known.get(other));
      expect([...own.values()].sort()).toEqual([...known.values()].sort());
      own.clear();
      expect([...own.values()]).toEqual([]);
      expect(own.get(other)).toBeUndefined();
    }),
  );
});
