// Turns a message that stands by itself, as clients receive it, into that message.
import type { Envelope } from './envelope.ts';

export const bare: Envelope = { name: 'bare message', pointer: '', unwrap: (document) => document };
