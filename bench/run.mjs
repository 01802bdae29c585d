// Measures this checkout: a full run writes RESULTS.md, a selection prints its tables.
import { mkdirSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DOUBLINGS, PEAKS, RATIOS, SHAPES_ALIKE, STARTS, THREADS, targetOf } from './comparisons.mjs';
import { experiments } from './experiments.mjs';
import { DEFAULT_FOLDER, inputOf } from './generate.mjs';
import { SHAPES } from './inputs/shapes.mjs';
import { machine } from './machine.mjs';
import { buildNative } from './native.mjs';
import { PEERS, versions, WORKS } from './peers.mjs';
import { build, ROOT, writeContract } from './program.mjs';
import { reportOf } from './report.mjs';

const MB = 1e6;
/** Disk space for the inputs of a full run, with room to spare. */
const FULL_BYTES = 12e9;
const START_ROUNDS = 21;
const FULL = {
  ratio: RATIOS,
  threads: THREADS,
  alike: SHAPES_ALIKE,
  peak: PEAKS,
  start: STARTS,
  doubling: DOUBLINGS,
};

const { values: options } = parseArgs({
  options: {
    size: { type: 'string' },
    shape: { type: 'string' },
    work: { type: 'string' },
    peer: { type: 'string' },
    threads: { type: 'string' },
    rounds: { type: 'string' },
    scale: { type: 'string', default: '1' },
    folder: { type: 'string', default: DEFAULT_FOLDER },
    'inputs-only': { type: 'boolean', default: false },
  },
});

try {
  await main();
} catch (error) {
  process.stderr.write(`bench: ${error.message}\n`);
  process.exitCode = 1;
}

async function main() {
  const { folder } = options;
  const scale = positive('scale', options.scale);
  const selected = ['size', 'shape', 'work', 'peer', 'threads', 'inputs-only'].some((name) => options[name]);
  const lists = selected ? { ratio: selection() } : FULL;
  const begun = performance.now();
  const tell = (what) => {
    process.stderr.write(`${((performance.now() - begun) / 1000).toFixed(0).padStart(5)} s  ${what}\n`);
  };
  mkdirSync(folder, { recursive: true });
  const { bavail, bsize } = statfsSync(folder);
  if (!selected && bavail * bsize < FULL_BYTES * scale) {
    throw new Error(
      `${folder} has less than ${(FULL_BYTES * scale) / 1e9} GB free: give another with --folder`,
    );
  }
  if (options['inputs-only']) return writeInputs(folder, lists.ratio);
  const facts = machine();
  build();
  buildNative();
  const known = versions();
  const rounds = positive('rounds', options.rounds ?? (selected ? '3' : '5'));
  const contract = writeContract(folder);
  const run = experiments({ folder, scale, rounds, startRounds: START_ROUNDS, contract, tell });
  const rows = [];
  for (const [kind, list] of Object.entries(lists)) {
    for (const row of list) rows.push({ kind, ...(await measured(run[kind], row, known)) });
  }
  if (rows.some(({ failure }) => failure !== undefined)) process.exitCode = 1;
  const text = reportOf({ facts, versions: known, rows, rounds, startRounds: START_ROUNDS, scale });
  if (selected || scale !== 1) process.stdout.write(text);
  else writeFileSync(join(ROOT, 'bench', 'RESULTS.md'), text);
}

/** Each selected work on each selected shape beside each selected peer. */
function selection() {
  const shapes = chosen('shape', options.shape ?? 'real-order', Object.keys(SHAPES));
  const works = chosen('work', options.work ?? 'segments', Object.keys(WORKS));
  const peers = chosen('peer', options.peer ?? 'Node loop', [...PEERS.keys()]);
  const mb = bytesOf(options.size ?? '100MB') / MB;
  const threads = options.threads ?? '1';
  if (threads !== '1' && threads !== 'all') throw new Error('--threads is 1 or all');
  return shapes.flatMap((shape) =>
    works.flatMap((work) =>
      peers.map((peer) => {
        const own = threads === '1' ? `${work}, 1 thread` : work;
        return { own, peer, shape, mb, atLeast: targetOf(own, peer, shape) };
      }),
    ),
  );
}

function chosen(name, words, known) {
  if (words === 'all') return known;
  return words.split(',').map((word) => {
    // DuckDB means its row with one thread.
    const found = known.includes(`${word}, 1 thread`) && name === 'peer' ? `${word}, 1 thread` : word;
    if (!known.includes(found)) throw new Error(`--${name} ${word} is none of ${known.join('; ')}`);
    return found;
  });
}

function bytesOf(text) {
  const [, amount, unit] = /^(\d+(?:\.\d+)?)(MB|GB)$/i.exec(text) ?? [];
  if (amount === undefined) throw new Error('--size is such as 100MB or 2GB');
  return Number(amount) * (unit.toUpperCase() === 'GB' ? 1e9 : 1e6);
}

function positive(name, text) {
  const value = Number(text);
  if (!(value > 0)) throw new Error(`--${name} is a number above 0`);
  return value;
}

/** A row that cannot be measured stays in the table and counts as missed. */
async function measured(experiment, row, known) {
  const missing = [row.own, row.peer].find((id) =>
    known.some(([name, version]) => version === null && id?.startsWith(name)),
  );
  if (missing !== undefined) return { ...row, failure: `${missing} is not here` };
  try {
    return await experiment(row);
  } catch (error) {
    return { ...row, failure: error.message };
  }
}

function writeInputs(folder, rows) {
  for (const [key, { shape, mb }] of new Map(rows.map((row) => [`${row.shape} ${row.mb}`, row]))) {
    const { path, records, calls, segments, drifting } = inputOf(folder, shape, mb * MB);
    console.log(
      `${key}: ${path}, ${records} records, ${calls} calls, ${segments} segments, ${drifting} drift`,
    );
  }
}
