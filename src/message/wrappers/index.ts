// Lists the wrappers in the order in which they are tried: those that can be mistaken for others come later.
import { brokers } from './brokers.ts';
import { cloudflare } from './cloudflare.ts';
import { cloudwatch } from './cloudwatch.ts';
import { collectors } from './collectors.ts';
import { google } from './google.ts';
import { har } from './har.ts';
import { inspectors } from './inspectors.ts';
import { lambda } from './lambda.ts';
import { listen } from './listen.ts';
import { loggers } from './loggers.ts';
import { n8n } from './n8n.ts';
import type { Wrapper } from './wrapper.ts';

export const WRAPPERS = [
  listen,
  har,
  cloudwatch,
  cloudflare,
  n8n,
  google,
  inspectors,
  lambda,
  collectors,
  brokers,
  loggers,
] as const satisfies readonly Wrapper[];
