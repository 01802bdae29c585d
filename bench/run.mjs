// Turns this checkout into RESULTS.md: checks that all programs count alike, then times them by turns.
import { mkdirSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DOUBLINGS, PEAKS, RATIOS, STARTS } from './comparisons.mjs';
import { experiments } from './experiments.mjs';
import { DEFAULT_FOLDER } from './generate.mjs';
import { machine } from './machine.mjs';
import { PEERS, versions } from './peers.mjs';
import { build, oneThread, ROOT, writeContract } from './program.mjs';
import { hasTarget, reportOf } from './report.mjs';

const LISTS = { ratio: RATIOS, peak: PEAKS, start: STARTS, doubling: DOUBLINGS };
/** What the inputs of a full and of a small run take on the disk, with room to spare. */
const SPACE = { full: 10e9, small: 1e9 };

const { values: options } = parseArgs({
  options: {
    small: { type: 'boolean', default: false },
    folder: { type: 'string', default: DEFAULT_FOLDER },
    rounds: { type: 'string' },
    only: { type: 'string', default: '' },
  },
});

try {
  await main();
} catch (error) {
  process.stderr.write(`bench: ${error.message}\n`);
  process.exitCode = 1;
}

async function main() {
  const { small, folder, only } = options;
  const size = small ? 'small' : 'full';
  const rounds = Number(options.rounds ?? (small ? 3 : 5));
  const startRounds = 21;
  const begun = performance.now();
  const tell = (what) => {
    process.stderr.write(`${((performance.now() - begun) / 1000).toFixed(0).padStart(5)} s  ${what}\n`);
  };

  mkdirSync(folder, { recursive: true });
  const { bavail, bsize } = statfsSync(folder);
  if (bavail * bsize < SPACE[size]) {
    throw new Error(`${folder} has less than ${SPACE[size] / 1e9} GB free: give another with --folder`);
  }
  const facts = machine();
  build();
  const known = versions();
  const contract = writeContract(folder);
  const run = experiments({ folder, size, rounds, startRounds, contract, tell });
  const rows = [];
  const notes = new Set();
  if (oneThread('segments').length === 0) {
    notes.add('This turnline has no --jobs: “1 thread” and all cores are the same command.');
  }
  if (small) notes.add('The targets are meant for the full sizes; what has none is left out here.');
  for (const [kind, list] of Object.entries(LISTS)) {
    for (const row of list) {
      if (small && !hasTarget(row)) continue;
      if (!`${row.own} ${row.peer ?? kind} ${row.shape ?? ''}`.includes(only)) continue;
      const missing = [row.own, row.peer].find((id) => id !== undefined && !isHere(id, known));
      // What cannot be measured stays in the table, and its target counts as missed.
      const result = await (missing === undefined
        ? run[kind](row).catch((error) => ({ ...row, values: [], failure: error.message }))
        : { ...row, values: [], failure: `${missing} is not here` });
      if (result.failure !== undefined) {
        notes.add(`${row.own}: not measured, because ${result.failure}.`);
        process.exitCode = 1;
      }
      rows.push({ kind, ...result });
    }
  }
  const title = small ? 'Results of a small run' : 'Results';
  const text = reportOf({ title, facts, versions: known, rows, rounds, startRounds, notes: [...notes] });
  if (small || only !== '') process.stdout.write(text);
  else writeFileSync(join(ROOT, 'bench', 'RESULTS.md'), text);
}

function isHere(id, known) {
  const program = known.find(([name]) => id.startsWith(name.split(' ')[0]));
  return PEERS.has(id) && program?.[1] !== null;
}
