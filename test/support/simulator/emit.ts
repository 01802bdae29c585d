// Turns a call into the messages Vapi would send about it, in the order they are sent.
import { type Lags, NO_LAGS, notice } from './lags.ts';
import { type MessageType, momentsOf } from './moments.ts';
import { personas } from './personas.ts';
import { random } from './random.ts';
import type { Call, Utterance } from './truth.ts';
import { artifactOf } from './wire/artifact.ts';
import { assistantObject, type Size } from './wire/assistant.ts';
import { callFields } from './wire/call.ts';
import type { Message } from './wire/message.ts';

export interface Delivery {
  /** When Vapi sent it: the message's own timestamp. */
  sentMs: number;
  /** When the server behind the webhook saw it. */
  arrivedMs: number;
  /** The HTTP body. */
  body: { message: Message };
  /** The speech it is about, where it is about speech. */
  about: Utterance | null;
}

export interface EmitOptions {
  lags: Lags;
  types: readonly MessageType[];
  size: Size;
  /** How far the times of the artifact's rows are off the truth. */
  artifactLagMs: number;
  /** Whether `call` tells when the call began. */
  callStartedAt: boolean;
}

export const SPEECH_ONLY: readonly MessageType[] = ['speech-update'];
export const EVERYTHING = Object.keys(momentsOf) as readonly MessageType[];

export function emit(call: Call, told: Partial<EmitOptions> = {}): Delivery[] {
  const options: EmitOptions = {
    lags: NO_LAGS,
    types: SPEECH_ONLY,
    size: 'slim',
    artifactLagMs: 0,
    callStartedAt: false,
    ...told,
  };
  const noticed = notice(call, options.lags, random(`${call.id}/lags`));
  const artifactAt = artifactOf(call, { size: options.size, lagMs: options.artifactLagMs });
  const fields = callFields(call, options);
  const assistant = assistantObject(personas[call.persona], options.size);
  const travel = random(`${call.id}/travel`);

  return options.types
    .flatMap((type) => momentsOf[type](call, noticed))
    .sort((a, b) => a.atMs - b.atMs)
    .map(({ atMs, say, about }) => {
      const artifact = artifactAt(atMs);
      const said = say(artifact);
      // The order of the keys is that of the wire. A report brings a fuller artifact of its own.
      const message = { timestamp: atMs, ...said, artifact: said.artifact ?? artifact, ...fields, assistant };
      return {
        sentMs: atMs,
        arrivedMs: atMs + travelMs(travel.next()),
        body: { message },
        about: about ?? null,
      };
    });
}

/** 50 to 95 ms, most of them near 55. */
const travelMs = (draw: number) => 50 + Math.round(45 * draw ** 3);

/** The log that a webhook server writes: one body per line. */
export const toNdjson = (deliveries: readonly Delivery[]): string =>
  deliveries.map(({ body }) => `${JSON.stringify(body)}\n`).join('');
