// Lists what is compared with what, on which input, and what turnline is held to. Bytes are in millions (MB).

const LOOP = 'Node loop';

/** For each shape the least ratio to the Node loop: of `segments`, of `validate`, of `validate` with each finding printed. */
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

/** How many times less time of the processor than the peer, on the very same input. Without `atLeast` it is only shown. */
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

/** Two threads beside one, by wall time, on as many cores. */
export const THREADS = ['segments', 'validate'].map((work) => ({
  own: work,
  peer: `${work}, 1 thread`,
  shape: 'real-order',
  mb: 2000,
  atLeast: 1.6,
  cores: 2,
}));

/** Time of the processor for each byte of one shape, in times of another. */
export const SHAPES_ALIKE = [
  { own: 'segments, 1 thread', shape: 'real-500', than: 'real-order', mb: 300, atMost: 1.1 },
  { own: 'validate, 1 thread', shape: 'real-500', than: 'real-order', mb: 300 },
];

/** Peak memory in bytes, of every run on that input. */
export const PEAKS = [
  { own: 'segments, 1 thread', shape: 'real-order', mb: 2000, atMost: 120e6 },
  { own: 'validate, 1 thread', shape: 'real-order', mb: 2000, atMost: 100e6 },
  { own: 'segments', shape: 'real-order', mb: 2000 },
  { own: 'validate', shape: 'real-order', mb: 2000 },
];

/** Wall time from start to end, in times of the peer, on samples/one-payload.json where a path is wanted. */
export const STARTS = [
  { own: '--version', peer: 'node -e 0', atMost: 1.3 },
  { own: 'validate one payload', peer: 'node -e 0', atMost: 2 },
  { own: 'one payload', peer: 'node -e 0' },
  { own: 'validate one payload', peer: 'sourcemeta' },
];

/** Time of the processor on each size in times of that on the one before, which is half of it; the worst is judged. */
export const DOUBLINGS = [
  ...['segments', 'summary', 'validate'].map((work) => [work, 'real-order']),
  ['segments', 'slim'],
].map(([work, shape]) => ({ own: `${work}, 1 thread`, shape, mbs: [250, 500, 1000], atMost: 2.1 }));

/** The target of a comparison on any size. */
export function targetOf(own, peer, shape) {
  return RATIOS.find((row) => row.own === own && row.peer === peer && row.shape === shape)?.atLeast;
}
