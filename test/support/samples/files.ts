// Turns the hand-written calls into the sample files of the project.
import { type EmitOptions, EVERYTHING, emit, toNdjson } from '../simulator/emit.ts';
import { MEASURED_LAGS } from '../simulator/lags.ts';
import type { Call } from '../simulator/truth.ts';
import { ebike, filling, hungUp, pickUp, shortCall, wobble } from './calls.ts';
import { byArrival, delay, find, lose, redeliver } from './mishaps.ts';
import { wrongLines } from './wrong.ts';

export interface SampleFile {
  name: string;
  text: string;
}

export const sampleFiles = (): SampleFile[] => [
  { name: 'one-payload.json', text: onePayload() },
  { name: 'bike-shop.ndjson', text: bikeShop() },
  { name: 'wrong.ndjson', text: wrong() },
  { name: 'client.ndjson', text: client() },
];

const sent = (call: Call, told: Partial<EmitOptions> = {}) => emit(call, { lags: MEASURED_LAGS, ...told });

/** One message of the size that Vapi really sends. */
function onePayload(): string {
  const { body } = find(sent(filling, { size: 'fat' }), { status: 'stopped', role: 'user', turn: 2 });
  return `${JSON.stringify(body, null, 2)}\n`;
}

/** The log of a webhook server: four calls at once, and what goes wrong on the way. */
function bikeShop(): string {
  const all = { types: EVERYTHING };
  const noEnd = { types: EVERYTHING.filter((type) => type !== 'end-of-call-report') };
  return toNdjson(
    byArrival([
      ...sent(wobble, all),
      ...lose(sent(ebike, all), { status: 'stopped', role: 'user', turn: 4 }),
      ...delay(
        redeliver(sent(pickUp, all), { status: 'started', role: 'assistant', turn: 1 }, 2100),
        { status: 'stopped', role: 'assistant', turn: 2 },
        2400,
      ),
      ...sent(hungUp, noEnd).filter(({ body }) => body.message.status !== 'ended'),
    ]),
  );
}

/** What is left of a log after somebody has been at it: each wrong line is wrong in one way. */
const wrong = (): string => wrongLines(sent(shortCall)).join('\n');

/** What a browser gets: the bare message, with no call and no time. */
function client(): string {
  const heard = sent(shortCall).slice(0, 8);
  const lines = heard.map(({ body }) => {
    const { type, status, role, turn } = body.message;
    return `${JSON.stringify({ type, status, role, turn })}\n`;
  });
  return lines.join('');
}
