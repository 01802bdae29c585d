// Finds payloads in what inspectors of webhooks export: ngrok, webhook.site, RequestBin, Hookdeck, Postman.
import type { Wrapper } from './wrapper.ts';

export const inspectors: Wrapper = {
  name: 'webhook inspector',
  payloads: [
    '/requests/*/request/raw',
    '/requests/*/content',
    '/data/*/content',
    '/request/body',
    '/events/*/data/body',
    '/models/*/data/body',
    '/item/*/request/body/raw',
  ],
};
