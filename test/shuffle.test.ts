// Holds the two steps of a cluster to one machine: events of any pieces of a log, shared out by call, then any command.
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { turnline } from './support/host.ts';

const SAMPLES = ['samples/bike-shop.ndjson', 'samples/client.ndjson'];
const lines = SAMPLES.flatMap((path) => readFileSync(path, 'utf8').trimEnd().split('\n')).filter((line) =>
  line.includes('"call"'),
);

type Row = Record<string, unknown>;

async function rowsOf(command: string, stdin: string): Promise<Row[]> {
  const { stdout } = await turnline([command, '-', '--format', 'jsonl'], { stdin });
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => withoutArrival(JSON.parse(line)));
}

/** How many events came out of order tells of the lines' way, and a shuffle is one. */
function withoutArrival(row: Row): Row {
  const { events, ...rest } = row;
  if (typeof events !== 'object') return row;
  const { reordered: _, ...counts } = events as Row;
  return { ...rest, events: counts };
}

function byCall(rows: readonly Row[]): Row[] {
  return [...rows].sort((a, b) => (String(a.callId) < String(b.callId) ? -1 : 1));
}

test.each(['summary', 'turns', 'segments'])(
  '%s of shares of calls, together, is that of the whole',
  async (command) => {
    const whole = byCall(await rowsOf(command, `${lines.join('\n')}\n`));
    expect(new Set(whole.map(({ callId }) => callId)).size).toBeGreaterThan(3);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(lines.length), { maxLength: 6 }),
        fc.integer({ min: 1, max: 5 }),
        fc.array(fc.nat(), { minLength: 600, maxLength: 600 }),
        async (cuts, shares, ranks) => {
          const bounds = [0, ...cuts.toSorted((a, b) => a - b), lines.length];
          const slim: string[] = [];
          for (const [index, from] of bounds.slice(0, -1).entries()) {
            const piece = lines.slice(from, bounds[index + 1]).join('\n');
            const { stdout } = await turnline(['events', '--times', '-'], { stdin: `${piece}\n` });
            slim.push(...stdout.split('\n').filter((line) => line !== ''));
          }
          const shuffled = slim
            .map((line, index) => ({ line, rank: ranks[index % ranks.length] ?? 0 }))
            .sort((a, b) => a.rank - b.rank)
            .map(({ line }) => line);
          const rows: Row[] = [];
          for (let share = 0; share < shares; share++) {
            const own = shuffled.filter((line) => shareOf(line, shares) === share);
            if (own.length > 0) rows.push(...(await rowsOf(command, `${own.join('\n')}\n`)));
          }
          expect(byCall(rows)).toEqual(whole);
        },
      ),
      { numRuns: 15 },
    );
  },
);

function shareOf(line: string, shares: number): number {
  const id: string = JSON.parse(line).message.call.id;
  return Number.parseInt(id.slice(0, 8), 16) % shares;
}
