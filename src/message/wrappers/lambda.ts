// Finds payloads in the events of AWS Lambda and API Gateway, and in those of queues and topics behind them.
import type { Wrapper } from './wrapper.ts';

export const lambda: Wrapper = {
  name: 'Lambda event',
  payloads: [
    '/body',
    '/Records/*/body',
    '/Records/*/Sns/Message',
    '/Records/*/kinesis/data',
    '/detail',
    '/Message',
    '/Messages/*/Body',
  ],
};
