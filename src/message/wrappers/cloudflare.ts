// Finds payloads in what Cloudflare prints of its Workers: wrangler tail --format json.
import type { Wrapper } from './wrapper.ts';

export const cloudflare: Wrapper = { name: 'Cloudflare Workers', payloads: ['/logs/*/message/*'] };
