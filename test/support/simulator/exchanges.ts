// Turns the utterances of a call into the truth about each exchange.
import type { Exchange, Role, Utterance } from './truth.ts';

export const DEAD_AIR_MS = 3000;

export function exchangesOf(utterances: readonly Utterance[]): Exchange[] {
  const turns = [...new Set(utterances.map((utterance) => utterance.turn))];
  const exchanges = new Map(turns.map((turn) => [turn, blank(turn)]));
  const of = (utterance: Utterance) => exchanges.get(utterance.turn)!;

  for (const murmur of utterances.filter(isBackchannel)) of(murmur).backchannels += 1;

  const floor = utterances.filter((utterance) => !isBackchannel(utterance));
  let heardUntilMs = Number.POSITIVE_INFINITY;
  for (const [index, now] of floor.entries()) {
    const before = floor[index - 1];
    if (now.startMs - heardUntilMs >= DEAD_AIR_MS) {
      of(now).deadAir.push({ startMs: heardUntilMs, endMs: now.startMs, owedBy: now.role });
    }
    heardUntilMs = before ? Math.max(heardUntilMs, now.endMs) : now.endMs;

    if (before && hands(before, now, 'user', 'assistant')) {
      of(before).responseMs = now.startMs - before.endMs;
      if (now.startMs < before.endMs) of(before).cutIn = { overlapMs: before.endMs - now.startMs };
    }
    if (before && now.kind === 'barge-in') of(before).bargeIn = { yieldMs: before.endMs - now.startMs };
    if (now.role === 'user') of(now).unanswered = floor[index + 1]?.turn !== now.turn;
  }
  return [...exchanges.values()];
}

const isBackchannel = (utterance: Utterance) => utterance.kind === 'backchannel';
const hands = (a: Utterance, b: Utterance, from: Role, to: Role) => a.role === from && b.role === to;

const blank = (turn: number): Exchange => ({
  turn,
  responseMs: null,
  unanswered: false,
  cutIn: null,
  bargeIn: null,
  backchannels: 0,
  deadAir: [],
});
