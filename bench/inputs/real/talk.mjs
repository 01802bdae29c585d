// Turns draws into the course of a made-up call: who says what when, and which tools run in between.
import { sentence } from './prose.mjs';

/** Milliseconds from speech to the event that tells of it, as measured on live calls. */
const LAGS = { user: { start: 350, stop: 700 }, assistant: { start: -100, stop: 0 } };
const PAUSES_MS = { user: [500, 2200], assistant: [700, 1900] };
/** Milliseconds that one word or character takes to say. */
const SPOKEN_MS = { word: 320, character: 62 };

/**
 * `steps` in order of time: `{ role, turn, text, startMs, endMs, startedMs, stoppedMs }` for what is said (`stoppedMs` is null
 * where the call was over before), `{ tool, ... }` for a call of a tool and its result.
 */
export function talkOf(rng, { house, startedMs, exchanges, pace }) {
  const steps = [];
  const say = (role, turn, text, afterMs) => {
    const startMs = afterMs + Math.round(rng.between(...PAUSES_MS[role]) * pace);
    const endMs = startMs + 300 + spokenMs(text);
    const { start, stop } = LAGS[role];
    steps.push({ role, turn, text, startMs, endMs, startedMs: startMs + start, stoppedMs: endMs + stop });
    return endMs;
  };
  let freeMs = say('assistant', 0, house.firstMessage, startedMs);
  for (let turn = 1; turn <= exchanges; turn++) {
    freeMs = say('user', turn, saying(rng, house.tongue, 'caller', 1, 1), freeMs);
    if (rng.chance(house.toolShare)) {
      freeMs = say('assistant', turn, sentence(rng, house.tongue, 'agent'), freeMs);
      const tool = rng.pick(house.tools);
      const calledMs = freeMs - rng.between(100, 900);
      const resultMs = freeMs + rng.between(300, 2500);
      steps.push({
        tool,
        id: `call_${rng.uuid().replaceAll('-', '').slice(0, 24)}`,
        calledMs,
        resultMs,
        asked: rng.between(0, 999),
      });
      freeMs = resultMs;
    }
    freeMs = say('assistant', turn, saying(rng, house.tongue, 'agent', 1, 2), freeMs);
  }
  const hungUp = rng.chance(0.1);
  const endedMs = hungUp ? freeMs - 200 : freeMs + rng.between(900, 2500);
  for (const step of steps) if (step.stoppedMs >= endedMs) step.stoppedMs = null;
  return { steps, endedMs };
}

function saying(rng, tongue, kind, least, most) {
  return Array.from({ length: rng.between(least, most) }, () => sentence(rng, tongue, kind)).join(' ');
}

const spokenMs = (text) => {
  const words = text.split(' ').length;
  return words > 3 ? words * SPOKEN_MS.word : text.length * SPOKEN_MS.character;
};
