// Holds reading to its law on random input: whatever layers lie around messages, they are the same, and findings stand at their bytes.
import './support/seed.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SAID } from './support/captures/call.ts';
import { type Layered, layered } from './support/captures/layers.ts';
import { placeOfMark } from './support/captures/place.ts';
import { bytesOf, placedText } from './support/coding.ts';
import { turnline } from './support/host.ts';

const RUNS = 500;

const segments = ['segments', '--format', 'jsonl'];
const validate = ['validate', '--format', 'json'];
const plain = Buffer.from(SAID.map(({ message }) => `${JSON.stringify({ message })}\n`).join(''));

test(`${RUNS} ways to wrap twelve messages`, { timeout: 60_000 }, async () => {
  const expected = await turnline(segments, { stdin: plain });
  await fc.assert(
    fc.asyncProperty(layered, fc.integer({ min: 1, max: 5_000 }), async (capture, size) => {
      const stdin = inPieces(bytesOf(capture.file), size);
      expect((await turnline(segments, { stdin })).stdout).toBe(expected.stdout);
      const { tally, findings } = JSON.parse((await turnline(validate, { stdin })).stdout);
      expect(tally).toMatchObject({ speechUpdates: 12, invalid: 1, otherMessages: 0 });
      expect(findings.map(({ code, pointer }: { code: string; pointer: string }) => [code, pointer])).toEqual(
        [['wrong-type', '/turn']],
      );
      expectPlace(capture, findings[0]);
    }),
    { numRuns: RUNS },
  );
});

function expectPlace({ file, places }: Layered, { line, column }: { line: number; column: number }): void {
  if (places !== null) expect({ line, column }).toEqual(placeOfMark(placedText(file), places));
}

function inPieces(bytes: Buffer, size: number): Buffer[] {
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
    bytes.subarray(at * size, (at + 1) * size),
  );
}
