// Turns rows of results into the tables of RESULTS.md.
import { SHAPES } from './inputs/shapes.mjs';
import { median } from './rounds.mjs';

const MB = 1e6;
const seconds = (ms) => (ms < 1000 ? `${ms.toFixed(0)} ms` : `${(ms / 1000).toFixed(2)} s`);
const times = (value) => `${value.toFixed(2)}×`;
const megabytes = (bytes) => `${(bytes / MB).toFixed(0)} MB`;
const size = ({ shape, input }) => (input === undefined ? shape : `${shape}, ${megabytes(input.bytes)}`);

/** For each kind of experiment: its heading, how a row names itself, and which of its values is judged. */
const KINDS = {
  ratio: { heading: 'Times as fast as a peer', claim: beside, on: size, by: 'cpu' },
  threads: { heading: 'Times as fast as one thread', claim: beside, on: size, by: 'wall' },
  alike: {
    heading: 'Time for a byte, in times of another shape',
    claim: ({ own, than }) => `${own}, in times of ${than}`,
    on: size,
    by: 'cpu',
  },
  doubling: {
    heading: 'Time when the log doubles',
    claim: ({ own }) => own,
    on: ({ shape, inputs }) => `${shape}, ${(inputs ?? []).map(({ bytes }) => megabytes(bytes)).join(' → ')}`,
    by: 'cpu',
  },
  start: {
    heading: 'Time from start to end, in times of a peer',
    claim: ({ own, peer }) => `${own}, in times of ${peer}`,
    on: () => '',
    by: 'wall',
  },
  peak: { heading: 'Peak memory', claim: ({ own }) => own, on: size, by: 'peaks' },
};

function beside({ own, peer }) {
  return `${own}, beside ${peer}`;
}

export function reportOf({ facts, versions, rows, rounds, startRounds, scale }) {
  const judged = rows.filter(hasTarget);
  const met = judged.filter(isMet).length;
  const missed = judged.filter((row) => !isMet(row));
  const shapes = new Set(rows.flatMap(({ shape, than }) => [shape, than]).filter((shape) => SHAPES[shape]));
  return [
    scale === 1 ? '# Results' : `# Results on ${scale} of the size`,
    `${met} of ${judged.length} targets are met. A ratio is the median of ${rounds} rounds by turns (start-up: ${startRounds}) with its range, on the same input for both. *CPU* is the processor's time, user and system, children included, and what a target is about unless its table says wall time. See README.md for the method.`,
    ...(missed.length === 0 ? [] : [`Missed:\n\n${missed.map(shortfall).join('\n')}`]),
    ...Object.entries(KINDS).flatMap(([kind, { heading }]) => {
      const own = rows.filter((row) => row.kind === kind);
      return own.length === 0
        ? []
        : [`## ${heading}${KINDS[kind].by === 'wall' ? ' (by wall time)' : ''}`, tableOf(kind, own)];
    }),
    ...(rows.some(({ input, ours }) => input && ours) ? ['## Each run', eachRun(rows)] : []),
    '## Inputs',
    table(
      ['shape', 'what it is'],
      [...shapes].map((shape) => [shape, SHAPES[shape].about]),
    ),
    '## Machine and programs',
    table(['', ''], [...facts, ...versions.map(([name, version]) => [name, version ?? 'not here'])]),
  ]
    .join('\n\n')
    .concat('\n');
}

function hasTarget({ atLeast, atMost }) {
  return (atLeast ?? atMost) !== undefined;
}

function isMet(row) {
  const value = reached(row);
  if (value === undefined) return false;
  return row.atLeast === undefined ? value <= row.atMost : value >= row.atLeast;
}

/** The highest peak, else the median. */
function reached(row, by = KINDS[row.kind].by) {
  const values = row[by] ?? [];
  if (values.length === 0) return undefined;
  return by === 'peaks' ? values.at(-1) : median(values);
}

function shortfall(row) {
  const { claim, on, by } = KINDS[row.kind];
  const value = reached(row);
  const write = by === 'peaks' ? megabytes : times;
  const told =
    value === undefined
      ? `not measured, because ${row.failure ?? 'nothing was told'}`
      : `${write(value)}, target ${target(row)}`;
  return `- ${[claim(row), on(row)].filter((text) => text !== '').join(', ')}: ${told}`;
}

function target(row) {
  if (!hasTarget(row)) return '';
  const write = row.kind === 'peak' ? megabytes : times;
  const text = row.atLeast === undefined ? `≤ ${write(row.atMost)}` : `≥ ${write(row.atLeast)}`;
  return row.cores === undefined ? text : `${text} on ${row.cores} cores`;
}

function tableOf(kind, rows) {
  const { claim, on, by } = KINDS[kind];
  const met = (row) =>
    !hasTarget(row) ? '' : reached(row) === undefined ? 'not measured' : isMet(row) ? 'yes' : '**no**';
  if (by === 'peaks') {
    const cells = rows.map((row) => [
      claim(row),
      on(row),
      target(row),
      range(row.peaks, megabytes),
      met(row),
    ]);
    return table(['what', 'input', 'target', 'peak', 'met'], cells);
  }
  const other = by === 'cpu' ? 'wall' : 'cpu';
  const cells = rows.map((row) => [
    claim(row),
    on(row),
    target(row),
    written(reached(row), times),
    range(row[by], times),
    met(row),
    written(reached(row, other), times),
    middle(row.ours, by),
    middle(row.theirs, by),
  ]);
  const [first, second] = by === 'cpu' ? ['CPU', 'wall'] : ['wall', 'CPU'];
  return table(
    ['what', 'input', 'target', first, 'range', 'met', second, `own ${first}`, `other ${first}`],
    cells,
  );
}

const written = (value, write) => (value === undefined ? '' : write(value));
const range = (values, write) =>
  values === undefined || values.length === 0 ? '' : `${write(values[0])} – ${write(values.at(-1))}`;

function middle(samples, by) {
  const of = by === 'cpu' ? 'cpuMs' : 'ms';
  const values = samples?.map((sample) => sample[of]);
  return values === undefined || values.includes(undefined) ? '' : seconds(median(values));
}

/** Each program on each input, once. */
function eachRun(rows) {
  const runs = new Map();
  for (const row of rows.filter(({ input, theirs, kind }) => input && theirs && kind !== 'alike')) {
    for (const [id, samples] of [
      [row.own, row.ours],
      [row.peer, row.theirs],
    ]) {
      const key = `${id}\n${row.input.name}`;
      runs.set(key, { id, input: row.input, samples: [...(runs.get(key)?.samples ?? []), ...samples] });
    }
  }
  const cells = [...runs.values()].map(({ id, input, samples }) => {
    const cpuMs = median(samples.map((sample) => sample.cpuMs));
    const peaks = samples.map(({ peakBytes }) => peakBytes);
    return [
      id,
      `${size({ shape: input.shape, input })}, ${input.records.toLocaleString('en')} records`,
      seconds(cpuMs),
      seconds(median(samples.map(({ ms }) => ms))),
      `${(input.bytes / MB / (cpuMs / 1000)).toFixed(0)} MB/s`,
      peaks.includes(null) ? '' : megabytes(Math.max(...peaks)),
    ];
  });
  return table(['program', 'input', 'CPU', 'wall', 'bytes a second of CPU', 'peak memory'], cells);
}

function table(heads, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n');
}
