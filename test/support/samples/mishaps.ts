// Turns a list of deliveries into one where a chosen message is lost, comes again, or comes late.
import type { Delivery } from '../simulator/emit.ts';
import type { Role } from '../simulator/truth.ts';

export interface Which {
  status: 'started' | 'stopped';
  role: Role;
  turn: number;
}

export const lose = (sent: readonly Delivery[], which: Which): Delivery[] => {
  const lost = find(sent, which);
  return sent.filter((delivery) => delivery !== lost);
};

export const redeliver = (sent: readonly Delivery[], which: Which, afterMs: number): Delivery[] => {
  const delivery = find(sent, which);
  return [...sent, { ...delivery, arrivedMs: delivery.arrivedMs + afterMs }];
};

export const delay = (sent: readonly Delivery[], which: Which, byMs: number): Delivery[] => {
  const late = find(sent, which);
  return sent.map((delivery) =>
    delivery === late ? { ...late, arrivedMs: late.arrivedMs + byMs } : delivery,
  );
};

export const byArrival = (sent: readonly Delivery[]): Delivery[] =>
  [...sent].sort((a, b) => a.arrivedMs - b.arrivedMs);

export function find(sent: readonly Delivery[], { status, role, turn }: Which): Delivery {
  const found = sent.find(({ body: { message } }) => {
    const isSpeech = message.type === 'speech-update' && message.status === status;
    return isSpeech && message.role === role && message.turn === turn;
  });
  if (!found) throw new Error(`no ${status} ${role} ${turn} was sent`);
  return found;
}
