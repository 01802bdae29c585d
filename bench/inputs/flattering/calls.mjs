// Turns draws into calls whose messages repeat each other and never drift: they flatter a program that caches bytes.
import { artifactOf } from './artifact.mjs';
import { callOf, surroundings } from './call.mjs';
import { speechOf } from './moments.mjs';

export function flatteringCalls() {
  return (rng, startedMs) => {
    const call = callOf(rng, startedMs);
    const artifact = artifactOf(call);
    const tail = surroundings(rng, call);
    const write = ({ atMs, own }) =>
      `{"message":{"timestamp":${atMs},${own},"artifact":{${artifact.textAt(atMs)}},${tail}}}`;
    return { moments: speechOf(call), write, drifts: false };
  };
}
