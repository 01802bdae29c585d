// Lists the wrappers in the order in which they are tried: those that can be mistaken for others come later.
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
  n8n,
  google,
  inspectors,
  lambda,
  collectors,
  loggers,
] as const satisfies readonly Wrapper[];
