// Finds payloads in what inspectors of webhooks export: ngrok, webhook.site, RequestBin, Hookdeck.
import type { Wrapper } from './wrapper.ts';

export const inspectors: Wrapper = {
  name: 'webhook inspector',
  payloads: [
    '/requests/*/request/raw',
    '/requests/*/content',
    '/data/*/content',
    '/request/body',
    '/events/*/data/body',
  ],
};
