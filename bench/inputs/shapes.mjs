// Names the shapes of input: which moments of a call each tells of, and how a message about one is written.
import { artifactOf } from './artifact.mjs';
import { surroundings } from './call.mjs';
import { everythingOf, speechOf } from './moments.mjs';

/** `limits` in millions of bytes (MB) or in records, for a full and a small run. */
export const SHAPES = {
  fat: {
    seed: 1,
    limits: { full: { megabytes: 2000 }, small: { megabytes: 128 } },
    momentsOf: speechOf,
    writerOf: wholeMessages,
  },
  slim: {
    seed: 2,
    limits: { full: { records: 8_000_000 }, small: { records: 500_000 } },
    momentsOf: speechOf,
    writerOf: slimMessages,
  },
  mixed: {
    seed: 3,
    limits: { full: { megabytes: 1000 }, small: { megabytes: 128 } },
    momentsOf: everythingOf,
    writerOf: wholeMessages,
  },
};

function wholeMessages(rng, call) {
  const artifact = artifactOf(call);
  const tail = surroundings(rng, call);
  return ({ atMs, own }) => {
    const fields = typeof own === 'string' ? own : own(artifact, atMs);
    return `{"message":{"timestamp":${atMs},${fields},"artifact":{${artifact.textAt(atMs)}},${tail}}}\n`;
  };
}

function slimMessages(_rng, call) {
  const tail = `"call":{"id":"${call.id}"}}}\n`;
  return ({ atMs, own }) => `{"message":{"timestamp":${atMs},${own},${tail}`;
}
