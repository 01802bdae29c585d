// Holds a fact that stands alone to what it would look like in a list of facts.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { printPairs } from '../../src/report/formats/pairs.ts';
import { print } from '../../src/report/formats/table.ts';
import type { Report } from '../../src/report/model.ts';

test('a single fact is set like one of several', async () => {
  const text = fc.string({ minLength: 1, maxLength: 30, unit: fc.constantFrom(...'ab1 -%(é漢', '👩‍🚀') });
  await fc.assert(
    fc.asyncProperty(
      text,
      text,
      fc.constantFrom(0 as const, 1 as const, 3 as const),
      async (name, value, colorLevel) => {
        const printed = (pairs: readonly (readonly [string, readonly string[]])[]): Promise<string> =>
          all(pairs, colorLevel);
        const alone = await printed([[name, [value]]]);
        const [first] = (
          await printed([
            [name, [value]],
            ['', ['']],
          ])
        ).split('\n');
        expect(alone).toBe(`${first}\n`);
        if (colorLevel === 0) expect(alone).toBe(printPairs([[name, value]]));
      },
    ),
  );
});

async function all(
  pairs: readonly (readonly [string, readonly string[]])[],
  colorLevel: 0 | 1 | 3,
): Promise<string> {
  const report: Report = {
    table: { columns: [], rows: [] },
    *page() {
      yield { kind: 'pairs', pairs };
    },
  };
  let text = '';
  for await (const piece of print(report, { colorLevel, width: null, links: null, timeZone: 'UTC' }))
    text += piece;
  return text;
}
