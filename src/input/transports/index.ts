// Lists the transports in the order in which they are tried.
import { cri } from './cri.ts';
import { docker } from './docker.ts';
import { prefixed } from './prefixed.ts';
import type { Transport } from './transport.ts';

export const TRANSPORTS = [docker, cri, prefixed] as const satisfies readonly Transport[];
