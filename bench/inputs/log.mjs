// Turns a shape into the messages of a log: twenty calls at a time, in the order of their timestamps.
import { callOf } from './call.mjs';
import { random } from './random.mjs';

const CALLS_AT_A_TIME = 20;
const EPOCH_MS = Date.UTC(2026, 7, 1, 8);

/** Endless. A longer log of the same shape begins with every shorter one. */
export function* messagesOf({ seed, momentsOf, writerOf }) {
  const rng = random(seed);
  const begin = (startedMs) => {
    const call = callOf(rng, startedMs);
    return { id: call.id, moments: momentsOf(call), write: writerOf(rng, call), told: 0, heard: false };
  };
  const lines = Array.from({ length: CALLS_AT_A_TIME }, () => begin(EPOCH_MS + rng.between(0, 90_000)));
  for (;;) {
    let earliest = 0;
    for (let line = 1; line < CALLS_AT_A_TIME; line++) {
      if (nextMs(lines[line]) < nextMs(lines[earliest])) earliest = line;
    }
    const line = lines[earliest];
    const moment = line.moments[line.told];
    const speaks = moment.event !== undefined;
    yield { text: line.write(moment), event: moment.event, first: speaks && !line.heard };
    line.heard ||= speaks;
    line.told += 1;
    if (line.told === line.moments.length) lines[earliest] = begin(moment.atMs + rng.between(4000, 12_000));
  }
}

const nextMs = ({ moments, told }) => moments[told].atMs;
