// Lists the comparisons of a full run, with their inputs (sizes in millions of bytes) and targets.

const LOOP = 'Node loop';

/** Minimum ratios to the Node loop: `segments`, `validate`, `validate` with each finding printed. */
const BESIDE_THE_LOOP = {
  'real-order': [5, 3.5, 2.8],
  'real-50': [],
  'real-500': [5, 3.5],
  mixed: [5, 3.5],
  shuffled: [5, 3.5],
  'non-ascii': [5, 3.5],
  long: [5, 3],
  pretty: [4, 2.5],
  pino: [4, 2.5],
  cloudwatch: [4, 2.5],
  'pino-object': [4],
  docker: [3, 2],
  escapes: [1.5, 1.3],
  slim: [2.5, 3],
  files: [1.5, 1.2],
  'flattering-fat': [],
};

/** Processor time of the peer divided by ours, on the same input. Rows without `atLeast` have no target. */
export const RATIOS = [
  ...Object.entries(BESIDE_THE_LOOP).flatMap(([shape, [segments, validate, each]]) => [
    { own: 'segments, 1 thread', peer: LOOP, shape, mb: 300, atLeast: segments },
    { own: 'validate, 1 thread', peer: LOOP, shape, mb: 300, atLeast: validate },
    ...(each === undefined
      ? []
      : [{ own: 'validate-each, 1 thread', peer: LOOP, shape, mb: 300, atLeast: each }]),
  ]),
  { own: 'segments, 1 thread', peer: LOOP, shape: 'real-order', mb: 1000, atLeast: 7 },
  { own: 'validate, 1 thread', peer: LOOP, shape: 'real-order', mb: 1000, atLeast: 5 },
  { own: 'turns, 1 thread', peer: LOOP, shape: 'real-order', mb: 300 },
  { own: 'summary, 1 thread', peer: LOOP, shape: 'real-order', mb: 300 },
  { own: 'turns, 1 thread', peer: LOOP, shape: 'slim', mb: 300 },
  { own: 'summary, 1 thread', peer: LOOP, shape: 'slim', mb: 300 },
  { own: 'segments, 1 thread', peer: 'jq', shape: 'real-order', mb: 300, atLeast: 10 },
  { own: 'segments, 1 thread', peer: 'DuckDB, 1 thread', shape: 'real-order', mb: 300, atLeast: 4 },
  { own: 'validate, 1 thread', peer: 'sourcemeta', shape: 'clean', mb: 300, atLeast: 10 },
  ...['real-order', 'real-500', 'slim', 'pino', 'pretty', 'escapes', 'files'].flatMap((shape) => [
    ...(shape === 'real-order' ? [] : ['jq', 'DuckDB, 1 thread']).map((peer) => ({
      own: 'segments, 1 thread',
      peer,
      shape,
      mb: 300,
    })),
    ...['simdjson', 'simdjson DOM'].map((peer) => ({ own: 'segments, 1 thread', peer, shape, mb: 300 })),
  ]),
];

/** Wall time with one thread divided by wall time with all cores. */
export const THREADS = ['segments', 'validate'].map((work) => ({
  own: work,
  peer: `${work}, 1 thread`,
  shape: 'real-order',
  mb: 2000,
  atLeast: 1.6,
  cores: 2,
}));

/** Processor time a byte of one shape divided by that of another. */
export const SHAPES_ALIKE = [
  { own: 'segments, 1 thread', shape: 'real-500', than: 'real-order', mb: 300, atMost: 1.1 },
  { own: 'validate, 1 thread', shape: 'real-500', than: 'real-order', mb: 300 },
];

/** Peak memory in bytes over all runs on that input. */
export const PEAKS = [
  { own: 'segments, 1 thread', shape: 'real-order', mb: 2000, atMost: 120e6 },
  { own: 'validate, 1 thread', shape: 'real-order', mb: 2000, atMost: 100e6 },
  { own: 'segments', shape: 'real-order', mb: 2000 },
  { own: 'validate', shape: 'real-order', mb: 2000 },
];

/** Wall time divided by the peer's, on samples/one-payload.json. */
export const STARTS = [
  { own: '--version', peer: 'node -e 0', atMost: 1.3 },
  { own: 'validate one payload', peer: 'node -e 0', atMost: 2 },
  { own: 'one payload', peer: 'node -e 0' },
  { own: 'validate one payload', peer: 'sourcemeta' },
];

/** Processor time on each size divided by that on half of it; the worst step counts. */
export const DOUBLINGS = [
  ...['segments', 'summary', 'validate'].map((work) => [work, 'real-order']),
  ['segments', 'slim'],
].map(([work, shape]) => ({ own: `${work}, 1 thread`, shape, mbs: [250, 500, 1000], atMost: 2.1 }));

/** The target of a comparison, whatever its size. */
export function targetOf(own, peer, shape) {
  return RATIOS.find((row) => row.own === own && row.peer === peer && row.shape === shape)?.atLeast;
}
