// Finds payloads in entries of Google Cloud Logging, and in messages of its Pub/Sub.
import type { Wrapper } from './wrapper.ts';

export const google: Wrapper = {
  name: 'Google Cloud',
  payloads: ['/jsonPayload', '/textPayload', '/message/data'],
};
