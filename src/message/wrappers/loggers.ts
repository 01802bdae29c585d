// Finds payloads in the lines of loggers such as pino, winston, bunyan, structlog and logrus, under the names that people choose.
import type { Wrapper } from './wrapper.ts';

export const loggers: Wrapper = {
  name: 'logger line',
  payloads: [
    '/body',
    '/payload',
    '/event',
    '/data',
    '/msg',
    '/message',
    '/req',
    '/request',
    '/webhook',
    '/json',
    '/content',
    '/context',
    '/extra',
    '/fields',
    '/meta',
    '/metadata',
    '/attributes',
    '/record',
    '/rawBody',
    '/text',
    '/Body',
  ],
};
