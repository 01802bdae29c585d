// Finds payloads in lines of a container's log that a collector such as Fluent Bit, Vector or Promtail passed on.
import type { Wrapper } from './wrapper.ts';

export const collectors: Wrapper = {
  name: 'log collector',
  payloads: ['/log', '/line', '/MESSAGE', '/_source', '/_source/message', '/hits/hits/*/_source/message'],
};
