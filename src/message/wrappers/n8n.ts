// Finds payloads in what n8n exports: items of a webhook node, and whole executions.
import type { Wrapper } from './wrapper.ts';

export const n8n: Wrapper = {
  name: 'n8n export',
  payloads: [
    '/json/body',
    '/data/resultData/runData/*/*/data/main/*/*/json',
    '/resultData/runData/*/*/data/main/*/*/json',
  ],
};
