// Turns things to measure into rounds of them by turns (A B A B …), and samples into medians.
import { closeSync, openSync, readdirSync, readFileSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** What slows the machine for a while slows all of a round. `runs[n]` makes one sample; a column of samples for each. */
export async function alternate(runs, rounds) {
  const columns = runs.map(() => []);
  for (let round = 0; round < rounds; round++) {
    for (const [index, run] of runs.entries()) columns[index].push(await run());
  }
  return columns;
}

/** The quotients of all rounds, sorted. */
export function quotients(above, below, of) {
  return above.map((sample, round) => sample[of] / below[round][of]).sort((a, b) => a - b);
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1];
}

/** Reads a file, or all files of a folder, into the page cache. */
export function warm(path) {
  if (statSync(path).isDirectory()) {
    for (const file of readdirSync(path)) readFileSync(join(path, file));
    return;
  }
  const file = openSync(path, 'r');
  const bytes = Buffer.allocUnsafe(8 << 20);
  while (readSync(file, bytes) > 0);
  closeSync(file);
}
