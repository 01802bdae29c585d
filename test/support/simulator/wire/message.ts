// Turns "a message of Vapi's" into a type: the own fields of a speech-update by name, whatever else by any name.
import type { Role } from '../truth.ts';
import type { Json } from './json.ts';

export interface Message {
  timestamp?: number;
  type: string;
  status?: string;
  role?: Role;
  turn?: number;
  [field: string]: Json | undefined;
}
