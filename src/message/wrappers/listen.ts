// Finds payloads in the records that turnline listen stores.
import type { Wrapper } from './wrapper.ts';

export const listen: Wrapper = {
  name: 'turnline listen',
  payloads: ['/body', '/bodyText', '/bodyBase64'],
  beside: 'receivedAt',
};
