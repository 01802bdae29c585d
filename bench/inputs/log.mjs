// Turns a shape into the messages of a log in order of their timestamps.
import { FRAMINGS } from './framings.mjs';
import { random } from './random.mjs';

const EPOCH_MS = Date.UTC(2026, 7, 1, 8);
/** The first calls begin within this time. */
const RAMP_MS = 20_000;

/** Endless. A longer log of the same shape begins with every shorter one. */
export function* messagesOf({ seed, atATime, framing = 'lines', calls }) {
  const rng = random(seed);
  const begun = calls(seed);
  const frame = FRAMINGS[framing];
  const begin = (startedMs) => ({ ...begun(rng, startedMs), told: 0, heard: false });
  const lanes = Array.from({ length: atATime }, () => begin(EPOCH_MS + rng.between(0, RAMP_MS)));
  for (let n = 0; ; n++) {
    let earliest = 0;
    for (let lane = 1; lane < lanes.length; lane++) {
      if (nextMs(lanes[lane]) < nextMs(lanes[earliest])) earliest = lane;
    }
    const lane = lanes[earliest];
    const moment = lane.moments[lane.told];
    const speaks = moment.event !== undefined;
    const text = frame(lane.write(moment), moment.atMs, n);
    yield { text, event: moment.event, first: speaks && !lane.heard, drifts: speaks && lane.drifts };
    lane.heard ||= speaks;
    lane.told += 1;
    if (lane.told === lane.moments.length) lanes[earliest] = begin(moment.atMs + rng.between(4000, 12_000));
  }
}

const nextMs = ({ moments, told }) => moments[told].atMs;
