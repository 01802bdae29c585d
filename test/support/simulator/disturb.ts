// Turns the messages as sent into the messages as a lossy network delivers them.
import type { Delivery } from './emit.ts';
import { random } from './random.ts';

/** Shares are probabilities per message, 0 to 1. */
export interface Disturbance {
  drop?: number;
  duplicate?: number;
  removeStops?: number;
  removeTimestamps?: number;
  /** Each arrival is late by up to this much. */
  shuffleMs?: number;
}

export interface Disturbed {
  /** In the order of arrival. */
  arrivals: Delivery[];
  /** Never arrived: dropped, or a stop that was removed. */
  lost: Delivery[];
  /** Arrived twice. */
  redelivered: Delivery[];
}

export function disturb(sent: readonly Delivery[], seed: number | string, how: Disturbance): Disturbed {
  const rng = random(seed);
  const result: Disturbed = { arrivals: [], lost: [], redelivered: [] };
  for (const delivery of sent) {
    const isStop = delivery.body.message.status === 'stopped';
    if (rng.chance(how.drop ?? 0) || (isStop && rng.chance(how.removeStops ?? 0))) {
      result.lost.push(delivery);
      continue;
    }
    const seen = rng.chance(how.removeTimestamps ?? 0) ? withoutTimestamp(delivery) : delivery;
    const late = (byMs: number) => ({ ...seen, arrivedMs: seen.arrivedMs + byMs });
    const delayMs = rng.between(0, how.shuffleMs ?? 0);
    result.arrivals.push(late(delayMs));
    if (rng.chance(how.duplicate ?? 0)) {
      result.arrivals.push(late(delayMs + rng.between(200, 4000)));
      result.redelivered.push(delivery);
    }
  }
  result.arrivals.sort((a, b) => a.arrivedMs - b.arrivedMs);
  return result;
}

function withoutTimestamp(delivery: Delivery): Delivery {
  const { timestamp: _, ...message } = delivery.body.message;
  return { ...delivery, body: { message } };
}
