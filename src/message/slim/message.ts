// Turns a message into the smallest of the same shape that a timeline needs, with each value as it was written.
import type { Received } from '../../input/text.ts';
import type { Kernel } from '../../json/kernel.ts';
import type { MessageFields } from '../fields.ts';
import { momentOf } from '../moment.ts';
import { type Members, membersIn, rawMembers, rawValue } from './members.ts';

const SPEECH = ['type', 'status', 'role', 'turn'];
const OTHER = ['type', 'status', 'startedAt', 'endedAt'];
const CALL = ['id', 'startedAt', 'assistantId'];

/** A message apart: what it says itself, and what each message repeats of its call. */
export interface Slim {
  readonly received: Received | null;
  readonly timestamp: readonly string[];
  readonly own: readonly string[];
  readonly call: readonly string[];
}

/** With `names`, the assistant's too. */
export function slimOf(
  {
    kernel,
    message,
    isSpeech,
  }: { readonly kernel: Kernel; readonly message: MessageFields; readonly isSpeech: boolean },
  members: Members,
  received: Received | null,
  names: boolean,
): Slim {
  const timed = message.timestamp !== undefined && momentOf(message.timestamp) !== null;
  return {
    // Where a message tells no time, that at which it was received stands for it.
    received: timed ? null : received,
    timestamp: rawMembers(kernel, members, ['timestamp']),
    own: rawMembers(kernel, members, isSpeech ? SPEECH : OTHER),
    call: [
      ...objectWith(kernel, members, 'call', CALL),
      ...objectWith(kernel, members, 'assistant', names ? ['id', 'name'] : ['id']),
    ],
  };
}

/** An artifact with these parts; none where there are no parts. */
export function artifactWith(parts: readonly (string | null)[]): string[] {
  const told = parts.filter((part) => part !== null);
  return told.length === 0 ? [] : [`"artifact":{${told.join()}}`];
}

/** A line of a capture, as Latin-1. */
export function lineOf({ received, timestamp, own, call }: Slim, artifact: readonly string[] = []): string {
  const body = `{"message":{${[...timestamp, ...own, ...call, ...artifact].join()}}}`;
  return received === null ? `${body}\n` : `${receivedWith(received, body)}\n`;
}

/** As a logger writes it around the body of a request. */
function receivedWith(received: Received, body: string): string {
  return `{"receivedAt":${JSON.stringify(received)},"body":${body}}`;
}

function objectWith(kernel: Kernel, around: Members, name: string, names: readonly string[]): string[] {
  const bounds = around.get(name);
  if (bounds === undefined) return [];
  const members = membersIn(kernel, bounds);
  const written =
    members === null ? rawValue(kernel, bounds) : `{${rawMembers(kernel, members, names).join()}}`;
  return [`"${name}":${written}`];
}
