// Turns a persona's name into everything an assistant of a made-up business is and says.
import { bikeDesk } from './personas/bike-desk.ts';
import { bikeReminders } from './personas/bike-reminders.ts';
import { dentalDesk } from './personas/dental-desk.ts';
import type { JsonObject } from './wire/json.ts';

export interface Persona {
  orgId: string;
  assistantId: string;
  assistantName: string;
  /** The number that rings, or that the assistant calls from. */
  phoneNumber: string;
  phoneNumberName: string;
  host: string;
  firstMessage: string;
  endCallMessage: string;
  voicemailMessage: string;
  /** The first paragraph is prompt enough for a slim message. */
  prompt: readonly [string, ...string[]];
  voice: JsonObject;
  model: JsonObject;
  tools: readonly [Tool, ...Tool[]];
  userLines: readonly string[];
  assistantLines: readonly string[];
}

export interface Tool {
  id: string;
  name: string;
  description: string;
  /** Argument name to its description; a trailing `?` in the name marks it optional. */
  parameters: Record<string, string>;
}

export type PersonaName = 'bikeDesk' | 'bikeReminders' | 'dentalDesk';

export const personas: Record<PersonaName, Persona> = { bikeDesk, bikeReminders, dentalDesk };
