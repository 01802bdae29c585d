// Lists the envelopes in the order in which they are tried.
import { bare } from './bare.ts';
import type { Envelope } from './envelope.ts';
import { server } from './server.ts';

export const ENVELOPES = [server, bare] as const satisfies readonly Envelope[];
