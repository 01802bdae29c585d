// Turns true speech into the times at which Vapi's voice detection and endpointing notice it.
import type { Random } from './random.ts';
import type { Call, Utterance } from './truth.ts';

/** Milliseconds from the truth to the event's timestamp. */
export interface Lags {
  userStartMs: number;
  userStopMs: number;
  assistantStartMs: number;
  assistantStopMs: number;
  /** Each event is off by up to this much more, either way. */
  jitterMs?: number;
}

export const NO_LAGS: Lags = { userStartMs: 0, userStopMs: 0, assistantStartMs: 0, assistantStopMs: 0 };

/** As measured on live calls: a `stopped user` can come after the `started assistant` that answers it. */
export const MEASURED_LAGS: Lags = {
  userStartMs: 350,
  userStopMs: 700,
  assistantStartMs: -100,
  assistantStopMs: 0,
};

/** An utterance as noticed. `null` where the call was over first. */
export interface Noticed {
  utterance: Utterance;
  startedMs: number | null;
  stoppedMs: number | null;
}

export function notice(call: Call, lags: Lags, rng: Random): Noticed[] {
  const jitterMs = lags.jitterMs ?? 0;
  const inCall = (ms: number) => (ms < call.endedAt ? ms : null);
  return call.utterances.map((utterance) => {
    const user = utterance.role === 'user';
    const startLagMs = (user ? lags.userStartMs : lags.assistantStartMs) + rng.between(-jitterMs, jitterMs);
    const stopLagMs = (user ? lags.userStopMs : lags.assistantStopMs) + rng.between(-jitterMs, jitterMs);
    return {
      utterance,
      startedMs: inCall(utterance.startMs + startLagMs),
      stoppedMs: utterance.endMs < call.endedAt ? inCall(utterance.endMs + stopLagMs) : null,
    };
  });
}
