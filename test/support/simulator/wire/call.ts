// Turns a call into the objects that say whose call it is: `call`, and on the phone `phoneNumber` and `customer`.
import { type Persona, personas } from '../personas.ts';
import { type Random, random } from '../random.ts';
import type { Call } from '../truth.ts';
import type { JsonObject } from './json.ts';

/** The fields around the assistant in every message of one call. */
export type CallFields = { call: JsonObject; phoneNumber?: JsonObject; customer?: JsonObject };

export function callFields(call: Call, options: { callStartedAt: boolean }): CallFields {
  const persona = personas[call.persona];
  const rng = random(`${call.id}/call`);
  const createdAt = new Date(call.startedAt - rng.between(1500, 4200)).toISOString();
  const head = { id: call.id, orgId: persona.orgId, createdAt, updatedAt: createdAt, type: call.kind };
  const started = options.callStartedAt ? { startedAt: new Date(call.startedAt).toISOString() } : {};
  const monitor = {
    listenUrl: `wss://monitor.example.com/${call.id}/listen`,
    controlUrl: `https://monitor.example.com/${call.id}/control`,
  };
  const tail = {
    // What real messages say, whatever the state of the call.
    status: 'queued',
    ...started,
    assistantId: persona.assistantId,
    assistantOverrides: overrides(call),
  };

  if (call.kind === 'webCall') {
    const url = `https://rooms.example.com/${rng.uuid().slice(0, 13)}`;
    const transport = { provider: 'daily', assistantVideoEnabled: false, callUrl: url };
    return { call: { ...head, monitor, transport, webCallUrl: url, ...tail } };
  }
  const phoneNumber = phoneNumberObject(persona);
  const customer = { number: customerNumber(rng) };
  const line = phoneLine(call, rng);
  const ends = { phoneNumberId: phoneNumber.id, customer, cost: 0 };
  return { call: { ...head, monitor, ...line, ...ends, ...tail }, phoneNumber, customer };
}

/** Customers reach the shop over SIP, and the shop reaches them over the public network. */
function phoneLine(call: Call, rng: Random): JsonObject {
  const inbound = call.kind === 'inboundPhoneCall';
  const callSid = rng.uuid();
  const sip = { callId: rng.uuid(), userAgent: 'example-sbc/4.2' };
  return {
    phoneCallProvider: inbound ? 'vapi' : 'twilio',
    phoneCallProviderId: callSid,
    phoneCallTransport: inbound ? 'sip' : 'pstn',
    transport: { conversationType: 'voice', provider: inbound ? 'vapi.sip' : 'twilio', callSid },
    ...(inbound ? { phoneCallProviderDetails: { sip } } : {}),
  };
}

function phoneNumberObject(persona: Persona) {
  const rng = random(`${persona.phoneNumber}/number`);
  return {
    id: rng.uuid(),
    orgId: persona.orgId,
    assistantId: persona.assistantId,
    number: persona.phoneNumber,
    createdAt: '2026-02-11T08:05:44.120Z',
    updatedAt: '2026-06-30T12:17:02.655Z',
    name: persona.phoneNumberName,
    provider: 'vapi',
    status: 'active',
    providerResourceId: rng.uuid(),
  };
}

/** 555-01xx is reserved for fiction. */
const customerNumber = (rng: Random) =>
  `+1${rng.pick(['202', '303', '415', '617'])}55501${String(rng.between(0, 99)).padStart(2, '0')}`;

function overrides(call: Call): JsonObject {
  const greets = call.utterances[0]?.kind === 'greeting';
  return greets
    ? { clientMessages: ['speech-update', 'transcript'] }
    : { firstMessageMode: 'assistant-waits-for-user' };
}
