// Finds payloads in what CloudWatch Logs exports: events of its commands, subscriptions, results of Logs Insights.
import type { Wrapper } from './wrapper.ts';

export const cloudwatch: Wrapper = {
  name: 'CloudWatch Logs',
  payloads: ['/logEvents/*/message', '/events/*/message', '/results/*/*/value', '/@message', '/awslogs/data'],
};
