// Turns the body of a server webhook, {"message": {...}}, into its message.
import { isKnownOther, SPEECH_UPDATE } from '../kinds.ts';
import type { Envelope } from './envelope.ts';

export const server: Envelope = {
  name: 'server webhook',
  pointer: '/message',
  // A message of its own may have a field `message` as well, and is not opened.
  unwrap: ({ type }, message) =>
    type !== undefined && (type === SPEECH_UPDATE || isKnownOther(type)) ? undefined : message,
};
