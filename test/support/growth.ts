// Turns runs of the built program on inputs of n, 2n and 4n into how its cost grows.
import { spawn } from 'node:child_process';

interface Usage {
  readonly cpuMs: number;
  readonly peakMb: number;
}

/** What takes longer does not grow with its input alone. */
const MOST_MS = 60_000;

/** What one run of the built program takes; `input` goes through standard input. `options` are for Node. */
export function usageOf(
  argv: readonly string[],
  input: string | Buffer,
  options: readonly string[] = [],
): Promise<Usage> {
  const child = spawn(
    process.execPath,
    [...options, '--import', './test/support/usage.mjs', 'bin/turnline.js', ...argv],
    { stdio: ['pipe', 'ignore', 'ignore', 'pipe'], timeout: MOST_MS, killSignal: 'SIGKILL' },
  );
  const chunks: Buffer[] = [];
  child.stdio[3]!.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.stdin!.on('error', () => {});
  child.stdin!.end(input);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (chunks.length > 0) resolve(JSON.parse(Buffer.concat(chunks).toString()));
      else reject(new Error(`ended with ${code ?? signal} and told nothing`));
    });
  });
}

/** 4 where cost is linear, 16 where it is quadratic. Both are of what a run takes beyond one on nothing. */
interface Growth {
  readonly time: number;
  readonly memory: number;
}

/** Halfway, in powers of two, between what is linear and what is quadratic. */
export const MOST_GROWTH = 8;
/** Less than this is noise, and taken for this. */
const LEAST_MS = 100;
const LEAST_MB = 30;

/** How the cost of a command grows with its input. What looks too much is measured again, since others use the machine too. */
export async function growthOf(
  argv: readonly string[],
  inputOf: (n: number) => string | Buffer,
  n: number,
): Promise<Growth> {
  const first = await measured(argv, inputOf, n);
  if (Math.max(first.time, first.memory) < MOST_GROWTH) return first;
  const second = await measured(argv, inputOf, n);
  return { time: Math.min(first.time, second.time), memory: Math.min(first.memory, second.memory) };
}

async function measured(
  argv: readonly string[],
  inputOf: (n: number) => string | Buffer,
  n: number,
): Promise<Growth> {
  const nothing = await usageOf(argv, '');
  const usages = [];
  for (const times of [1, 2, 4]) usages.push(await usageOf(argv, inputOf(n * times)));
  return {
    time: growth(usages.map(({ cpuMs }) => Math.max(LEAST_MS, cpuMs - nothing.cpuMs))),
    memory: growth(usages.map(({ peakMb }) => Math.max(LEAST_MB, peakMb - nothing.peakMb))),
  };
}

/** From n to 4n, or twice that from 2n to 4n, whichever is less: one of the three may have been disturbed. */
function growth([one = 0, two = 0, four = 0]: readonly number[]): number {
  return Math.min(four / one, (four / two) ** 2);
}
