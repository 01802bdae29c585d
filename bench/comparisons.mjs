// Lists what is compared with what, on which input, and what turnline is held to.

const megabytes = (amount) => ({ megabytes: amount });
const records = (amount) => ({ records: amount });

/**
 * How many times as fast as the peer, on the very same file. The file has the full size of its shape (inputs/shapes.mjs);
 * where the peer is slow, the beginning of it, as `full` and `small` tell. Without `atLeast` it is shown and not judged, and
 * left out of a small run.
 */
export const RATIOS = [
  { own: 'turnline segments, 1 thread', peer: 'jq', shape: 'fat', atLeast: 10 },
  { own: 'turnline segments, 1 thread', peer: 'DuckDB, 1 thread', shape: 'fat', atLeast: 4 },
  { own: 'turnline segments, 1 thread', peer: 'Node loop', shape: 'fat', atLeast: 3.5 },
  { own: 'turnline segments', peer: 'Node loop', shape: 'fat', atLeast: 6, cores: 2 },
  { own: 'turnline segments, 1 thread', peer: 'jq', shape: 'mixed', atLeast: 15 },
  { own: 'turnline segments, 1 thread', peer: 'Node loop', shape: 'slim', atLeast: 1.5 },
  { own: 'turnline validate, 1 thread', peer: 'Node loop', shape: 'fat', atLeast: 2 },
  { own: 'turnline validate', peer: 'Node loop', shape: 'fat', atLeast: 3.5, cores: 2 },
  {
    own: 'turnline validate, 1 thread',
    peer: 'sourcemeta',
    shape: 'fat',
    atLeast: 20,
    small: megabytes(64),
  },
  {
    own: 'turnline validate, 1 thread',
    peer: 'sourcemeta --fast',
    shape: 'fat',
    full: megabytes(500),
    small: megabytes(64),
  },
  { own: 'turnline segments, 1 thread', peer: 'gojq', shape: 'fat', full: megabytes(500) },
  { own: 'turnline segments, 1 thread', peer: 'DuckDB counts, 1 thread', shape: 'fat' },
  { own: 'turnline segments', peer: 'DuckDB', shape: 'fat' },
  { own: 'turnline segments', peer: 'DuckDB counts', shape: 'fat' },
  { own: 'turnline turns, 1 thread', peer: 'Node loop', shape: 'fat' },
  { own: 'turnline turns', peer: 'Node loop', shape: 'fat' },
  { own: 'turnline summary, 1 thread', peer: 'Node loop', shape: 'fat' },
  { own: 'turnline summary', peer: 'Node loop', shape: 'fat' },
];

/** Peak memory on the full size, in bytes, of every run that a ratio needed. */
export const PEAKS = [
  { own: 'turnline validate, 1 thread', shape: 'fat', atMost: 128e6 },
  { own: 'turnline validate', shape: 'fat', atMost: 128e6 },
  { own: 'turnline segments, 1 thread', shape: 'fat', atMost: 200e6 },
  { own: 'turnline segments', shape: 'fat', atMost: 200e6 },
];

/** From start to end, in times of the peer, on samples/one-payload.json where a path is wanted. */
export const STARTS = [
  { own: 'turnline --version', peer: 'node -e 0', atMost: 1.4 },
  { own: 'turnline', peer: 'node -e 0', atMost: 2.5 },
  { own: 'turnline validate', peer: 'node -e 0' },
  { own: 'turnline validate', peer: 'sourcemeta' },
  { own: 'turnline validate', peer: 'ajv-cli' },
];

/** The time on each size in times of that on the one before, which is half of it; the worst is judged. */
export const DOUBLINGS = [
  ...['segments', 'summary', 'validate'].map((work) => ({
    own: `turnline ${work}, 1 thread`,
    shape: 'fat',
    atMost: 2.1,
    full: [256, 512, 1024].map(megabytes),
    small: [32, 64, 128].map(megabytes),
  })),
  {
    own: 'turnline segments, 1 thread',
    shape: 'slim',
    atMost: 2.1,
    full: [1_000_000, 2_000_000, 4_000_000].map(records),
    small: [62_500, 125_000, 250_000].map(records),
  },
];
