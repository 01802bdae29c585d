// Turns rows of results into the tables of RESULTS.md.
import { median } from './rounds.mjs';

const MB = 1e6;
const seconds = (ms) => (ms < 1000 ? `${ms.toFixed(0)} ms` : `${(ms / 1000).toFixed(2)} s`);
const times = (value) => `${value.toFixed(2)}×`;
const megabytes = (bytes) => `${(bytes / MB).toFixed(0)} MB`;
/** The input of a row that was measured. */
const size = ({ shape, input }) =>
  input === undefined
    ? shape
    : `${shape}, ${megabytes(input.bytes)}, ${input.records.toLocaleString('en')} records`;

/** For each kind of experiment: what it claims and on what, how a value is written, and which value is judged. */
const KINDS = {
  ratio: {
    claim: (row) => `${row.own}, times as fast as ${row.peer}`,
    on: (row) => size(row),
    value: times,
    judged: median,
  },
  peak: {
    claim: (row) => `${row.own}, peak memory`,
    on: (row) => size(row),
    value: megabytes,
    judged: (values) => Math.max(...values),
  },
  start: {
    claim: (row) => `${row.own}, time from start to end in times of ${row.peer}`,
    on: (row) => (row.own === 'turnline --version' ? '' : 'one payload'),
    value: times,
    judged: median,
  },
  doubling: {
    claim: (row) => `${row.own}, when the log doubles`,
    on: ({ shape, inputs }) =>
      inputs === undefined ? shape : `${shape}, ${inputs.map(({ bytes }) => megabytes(bytes)).join(' → ')}`,
    value: times,
    judged: median,
  },
};

const HEADS = ['what', 'input', 'target', 'reached', 'range', 'by processor', 'met', 'turnline', 'peer'];

export function reportOf({ title, facts, versions, rows, rounds, startRounds, notes }) {
  const judged = rows.filter(hasTarget);
  const shown = rows.filter((row) => !hasTarget(row));
  const met = judged.filter(isMet).length;
  return [
    `# ${title}`,
    `${met} of ${judged.length} targets are met. Ratios are medians of ${rounds} rounds by turns (start-up: ${startRounds}), on the same file for both, with their range. See README.md for the method.`,
    table(HEADS, judged.map(judgedRow)),
    ...(shown.length === 0 ? [] : ['## Without a target', table(...withoutTarget(shown.map(judgedRow)))]),
    '## Each run',
    table(['program', 'input', 'time', 'speed', 'processor', 'peak memory'], runRows(rows)),
    '## Machine and programs',
    table(['', ''], [...facts, ...versions.map(([name, version]) => [name, version ?? 'not here'])]),
    notes.map((note) => `- ${note}`).join('\n'),
  ]
    .join('\n\n')
    .concat('\n');
}

export function hasTarget({ atLeast, atMost }) {
  return (atLeast ?? atMost) !== undefined;
}

function isMet(row) {
  if (row.values.length === 0) return false;
  const value = KINDS[row.kind].judged(row.values);
  return row.atLeast === undefined ? value <= row.atMost : value >= row.atLeast;
}

function judgedRow(row) {
  const { claim, on, value, judged } = KINDS[row.kind];
  const target = row.atLeast === undefined ? `≤ ${value(row.atMost ?? 0)}` : `≥ ${value(row.atLeast)}`;
  const known = row.values.length > 0;
  return [
    claim(row),
    on(row),
    row.cores === undefined ? target : `${target} on ${row.cores} cores`,
    known ? value(judged(row.values)) : '',
    known ? `${value(row.values[0])} – ${value(row.values.at(-1))}` : '',
    byProcessor(row),
    known ? (isMet(row) ? 'yes' : 'no') : 'not measured',
    row.times ? row.times.map(seconds).join(' → ') : timeOf(row.ours),
    timeOf(row.theirs),
  ];
}

function withoutTarget(rows) {
  const rest = (cells) => cells.filter((_, column) => HEADS[column] !== 'target' && HEADS[column] !== 'met');
  return [rest(HEADS), rows.map(rest)];
}

/** The same quotient in time of the processor: what others do on the machine moves it less. */
function byProcessor({ kind, ours, theirs }) {
  if (kind !== 'ratio' || !ours?.concat(theirs).every(({ cpuMs }) => cpuMs !== null)) return '';
  return times(median(theirs.map(({ cpuMs }, round) => cpuMs / ours[round].cpuMs)));
}

const timeOf = (samples) => (samples === undefined ? '' : seconds(median(samples.map(({ ms }) => ms))));

/** Every program on every input that a ratio ran it on, once. */
function runRows(rows) {
  const runs = new Map();
  for (const row of rows.filter(({ input, theirs }) => input !== undefined && theirs !== undefined)) {
    for (const [id, samples] of [
      [row.own, row.ours],
      [row.peer, row.theirs],
    ]) {
      const key = `${id}\n${row.input.name}`;
      runs.set(key, { id, input: row.input, samples: [...(runs.get(key)?.samples ?? []), ...samples] });
    }
  }
  return [...runs.values()].map(({ id, input, samples }) => {
    const ms = median(samples.map((sample) => sample.ms));
    const cpu = samples.every(({ cpuMs }) => cpuMs !== null)
      ? seconds(median(samples.map(({ cpuMs }) => cpuMs)))
      : '';
    const peaks = samples.map(({ peakBytes }) => peakBytes);
    const peak = peaks.includes(null) ? '' : megabytes(Math.max(...peaks));
    return [
      id,
      size({ shape: input.shape, input }),
      seconds(ms),
      `${(input.bytes / MB / (ms / 1000)).toFixed(0)} MB/s`,
      cpu,
      peak,
    ];
  });
}

function table(heads, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n');
}
