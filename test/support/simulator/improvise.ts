// Turns a seed and the habits of both speakers into a random call, by writing a script for it.
import { type PersonaName, personas } from './personas.ts';
import { type Random, random } from './random.ts';
import { type Line, speakingMs, stage } from './script.ts';
import type { Call, CallKind } from './truth.ts';

/** Probabilities are per turn. */
export interface Habits {
  persona: PersonaName;
  kind: CallKind;
  startedAt: number;
  /** How often the user takes the floor. */
  turns: number;
  greeting: boolean;
  bargeIn: number;
  backchannel: number;
  unanswered: number;
  deadAir: number;
  cutIn: number;
  filler: number;
  /** That the caller hangs up in the middle of the last utterance. */
  hangUpMidSpeech: number;
  responseMs: readonly [min: number, max: number];
}

export const HABITS: Omit<Habits, 'persona' | 'kind' | 'startedAt'> = {
  turns: 8,
  greeting: true,
  bargeIn: 0.12,
  backchannel: 0.12,
  unanswered: 0.04,
  deadAir: 0.05,
  cutIn: 0.05,
  filler: 0.12,
  hangUpMidSpeech: 0.1,
  responseMs: [900, 2000],
};

/** What is not told is drawn: business, kind of call and its start, within August 2026. */
export function improvise(seed: number | string, told: Partial<Habits> = {}): Call {
  const rng = random(seed);
  const id = rng.uuid();
  const drawn: Pick<Habits, 'persona' | 'kind' | 'startedAt'> = {
    persona: rng.pick(Object.keys(personas) as PersonaName[]),
    kind: rng.pick<CallKind>(['webCall', 'inboundPhoneCall', 'outboundPhoneCall']),
    startedAt: Date.UTC(2026, 7, 1) + rng.between(0, 30 * 24 * 3600) * 1000 + rng.between(0, 999),
  };
  const habits: Habits = { ...HABITS, ...drawn, ...told };
  const lines = write(habits, rng);
  const hangUpAfterMs = rng.chance(habits.hangUpMidSpeech) ? -rng.between(150, 350) : rng.between(900, 2500);
  return stage({ id, ...habits, hangUpAfterMs }, lines);
}

function write(habits: Habits, rng: Random): Line[] {
  const { firstMessage, userLines, assistantLines } = personas[habits.persona];
  const lines: Line[] = [];
  /** What the user may barge into: not a cut-in, nor an answer that already has a murmur in it. */
  let speech: string | null = null;
  let answered = true;

  if (habits.greeting) {
    const afterMs = rng.between(700, 1400);
    lines.push({ role: 'assistant', kind: 'greeting', text: firstMessage, afterMs });
    speech = firstMessage;
  }
  for (let turn = 0; turn < habits.turns; turn += 1) {
    const cutsIn = rng.chance(habits.cutIn);
    const text = rng.pick(userLines);
    // Whoever is to be cut in upon must hold the floor alone for a while before.
    const aloneMs = cutsIn ? 3200 : 500;
    if (speech && speakingMs(speech) >= 3000 && rng.chance(habits.bargeIn)) {
      const intoMs = rng.between(1200, speakingMs(speech) - 1700);
      const yieldMs = rng.between(450, 1600);
      const lastsMs = Math.max(speakingMs(text), yieldMs + aloneMs);
      lines.push({ role: 'user', kind: 'barge-in', text, intoMs, yieldMs, lastsMs });
    } else {
      const lastsMs = Math.max(speakingMs(text), aloneMs);
      lines.push({ role: 'user', kind: answered ? 'normal' : 'resume', text, afterMs: userWait(), lastsMs });
    }

    answered = cutsIn || !rng.chance(habits.unanswered);
    speech = null;
    if (!answered) continue;
    const afterMs = cutsIn ? -rng.between(1200, 2400) : assistantWait();
    const answer = rng.pick(assistantLines);
    if (!cutsIn && rng.chance(habits.filler)) {
      lines.push({ role: 'assistant', kind: 'filler', text: rng.pick(FILLERS), afterMs });
      lines.push({ role: 'assistant', text: answer, afterMs: rng.between(700, 2400) });
    } else {
      lines.push({ role: 'assistant', text: answer, afterMs });
    }
    if (cutsIn) continue;
    // A murmur must be over, even as late as it is noticed, before the assistant ends.
    const roomMs = speakingMs(answer) - 1800;
    if (roomMs >= 1200 && rng.chance(habits.backchannel)) {
      const murmur = { text: rng.pick(BACKCHANNELS), intoMs: rng.between(1200, roomMs) };
      lines.push({ role: 'user', kind: 'backchannel', ...murmur, lastsMs: rng.between(250, 600) });
    } else {
      speech = answer;
    }
  }
  return lines;

  /** Longer than a hang message takes to come, or a plain "hello?" soon after. */
  function userWait(): number {
    if (!answered && rng.chance(0.5)) return rng.between(5800, 8000);
    if (!answered) return rng.between(2000, 2800);
    return lines.length > 0 && rng.chance(habits.deadAir / 2)
      ? rng.between(3400, 6500)
      : rng.between(300, 2200);
  }

  function assistantWait(): number {
    if (rng.chance(habits.deadAir / 2)) return rng.between(4200, 7000);
    const [min, max] = habits.responseMs;
    return Math.round((rng.between(min, max) + rng.between(min, max)) / 2);
  }
}

const FILLERS = ['One moment, please.', 'Let me have a look.', 'Just a second, I am checking that.'];
const BACKCHANNELS = ['mm-hm', 'right', 'okay', 'yeah'];
