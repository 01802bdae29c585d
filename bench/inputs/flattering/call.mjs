// Turns draws into a made-up call: who speaks when, and what surrounds every message about it.

import { random } from '../random.mjs';
import { assistantOf } from './assistant.mjs';
import { ASSISTANT_LINES, BUSINESSES, TOOLS, USER_LINES } from './businesses.mjs';

/** Milliseconds from speech to the event that tells of it, as measured on live calls. */
const LAGS = { user: { start: 350, stop: 700 }, assistant: { start: -100, stop: 0 } };
const SPOKEN_MS_PER_CHARACTER = 62;

const ids = random(7);
const HOUSES = BUSINESSES.map((business) => ({
  business,
  ids: { assistant: ids.uuid(), organisation: ids.uuid(), tools: TOOLS.map(() => ids.uuid()) },
  phoneNumberId: ids.uuid(),
  number: `+1202555${String(ids.between(100, 199)).padStart(4, '0')}`,
}));
/** Of the assistants that are the same in each of their calls. */
const assistantTexts = new Map();

/** `startedMs` is when the call was answered. An utterance's `stoppedMs` is null where the call was over first. */
export function callOf(rng, startedMs) {
  const house = rng.pick(HOUSES);
  const call = { id: rng.uuid(), startedMs, house, utterances: utterancesOf(rng, startedMs, house) };
  const last = call.utterances.at(-1);
  const hungUp = rng.chance(0.1);
  call.endedMs = hungUp ? last.endMs - 200 : last.endMs + rng.between(900, 2500);
  for (const utterance of call.utterances) {
    const lag = LAGS[utterance.role];
    utterance.startedMs = utterance.startMs + lag.start;
    const stoppedMs = utterance.endMs + lag.stop;
    utterance.stoppedMs = stoppedMs < call.endedMs ? stoppedMs : null;
  }
  return call;
}

/** A greeting, then 6 to 9 exchanges: 26 to 38 speech-updates. */
function utterancesOf(rng, startedMs, { business }) {
  const utterances = [];
  const speak = (role, turn, text, startMs) => {
    const endMs = startMs + 400 + text.length * SPOKEN_MS_PER_CHARACTER;
    utterances.push({ role, turn, text, startMs, endMs });
    return endMs;
  };
  const greeting = `${business.name}, this is ${business.agent}. What can I do for you?`;
  let freeMs = speak('assistant', 0, greeting, startedMs + rng.between(700, 1400));
  const exchanges = rng.between(6, 9);
  for (let turn = 1; turn <= exchanges; turn++) {
    freeMs = speak('user', turn, rng.pick(USER_LINES), freeMs + rng.between(500, 2200));
    freeMs = speak('assistant', turn, rng.pick(ASSISTANT_LINES), freeMs + rng.between(900, 2000));
  }
  return utterances;
}

/** The members after the artifact, in the order of the wire, without the braces around them. */
export function surroundings(rng, call) {
  const { house, id, startedMs } = call;
  const orgId = house.ids.organisation;
  const createdAt = new Date(startedMs - rng.between(1500, 4200)).toISOString();
  const callSid = rng.uuid();
  const customer = { number: `+14155550${rng.between(100, 199)}` };
  const reference = `${rng.between(100_000, 999_999)}`;
  const about = {
    call: {
      id,
      orgId,
      createdAt,
      updatedAt: createdAt,
      type: 'inboundPhoneCall',
      monitor: {
        listenUrl: `wss://monitor.example.com/${id}/listen`,
        controlUrl: `https://monitor.example.com/${id}/control`,
      },
      phoneCallProvider: 'vapi',
      phoneCallProviderId: callSid,
      phoneCallTransport: 'sip',
      transport: { conversationType: 'voice', provider: 'vapi.sip', callSid },
      phoneCallProviderDetails: { sip: { callId: rng.uuid(), userAgent: 'example-sbc/4.2' } },
      phoneNumberId: house.phoneNumberId,
      customer,
      cost: 0,
      status: 'queued',
      assistantId: house.ids.assistant,
      assistantOverrides: { clientMessages: ['speech-update', 'transcript'] },
    },
    phoneNumber: {
      id: house.phoneNumberId,
      orgId,
      assistantId: house.ids.assistant,
      number: house.number,
      createdAt: '2026-02-11T08:05:44.120Z',
      updatedAt: '2026-06-30T12:17:02.655Z',
      name: `${house.business.name} main line`,
      provider: 'vapi',
      status: 'active',
      providerResourceId: house.phoneNumberId,
    },
    customer,
  };
  const assistant = assistantText(house, { ...customer, reference, since: createdAt.slice(0, 10) });
  return `${JSON.stringify(about).slice(1, -1)},"assistant":${assistant}`;
}

function assistantText(house, customer) {
  const { business } = house;
  if (business.personal) return JSON.stringify(assistantOf(business, house.ids, customer));
  if (!assistantTexts.has(business)) {
    assistantTexts.set(business, JSON.stringify(assistantOf(business, house.ids, customer)));
  }
  return assistantTexts.get(business);
}
