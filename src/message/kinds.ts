// Turns the `type` of a message into what it is to us: a speech-update, another Vapi message, or neither.
import { isNear } from '../contract/near.ts';

export const SPEECH_UPDATE = 'speech-update';

/** The other types that Vapi's server and client messages are known to have. */
const OTHER_TYPES = new Set([
  'assistant-request',
  'assistant.speechStarted',
  'assistant.started',
  'call-endpointing-request',
  'chat.created',
  'chat.deleted',
  'conversation-update',
  'end-of-call-report',
  'function-call',
  'function-call-result',
  'handoff-destination-request',
  'hang',
  'knowledge-base-request',
  'language-change-detected',
  'language-changed',
  'metadata',
  'model-output',
  'phone-call-control',
  'session.created',
  'session.deleted',
  'session.updated',
  'status-update',
  'tool-calls',
  'tool-calls-result',
  'tool.completed',
  'transcript',
  'transfer-destination-request',
  'transfer-update',
  'user-interrupted',
  'voice-input',
  'voice-request',
  'workflow.node.started',
]);

/** Whether Vapi is known to send messages of this type; `transcript[transcriptType="final"]` is a transcript. */
export function isKnownOther(type: string): boolean {
  return OTHER_TYPES.has(type) || type.startsWith('transcript[');
}

/** Further from the word than this is another word: Vapi may have types that nobody knows yet. */
const MOST_SLIPS = 2;

/** Whether `type` was most likely meant to be `speech-update`. */
export function isMisspelt(type: string): boolean {
  const plain = (text: string): string => text.toLowerCase().replaceAll(/[^a-z]/g, '');
  return !isKnownOther(type) && isNear(plain(type), plain(SPEECH_UPDATE), MOST_SLIPS);
}
