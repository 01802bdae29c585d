// Finds payloads in lines of a log that a collector such as Fluent Bit, Vector, Loki, Elasticsearch or Datadog passed on.
import type { Wrapper } from './wrapper.ts';

export const collectors: Wrapper = {
  name: 'log collector',
  payloads: [
    '/log',
    '/line',
    '/MESSAGE',
    '/_source',
    '/_source/message',
    '/hits/hits/*/_source/message',
    '/data/result/*/values/*/1',
    '/data/*/attributes/message',
    '/tables/*/rows/*/*',
  ],
};
