// Turns Vapi's own figures of a call into columns beside ours.

import type { VapiMetrics } from '../message/artifact.ts';
import type { Column } from '../report/model.ts';
import type { CallFacts } from './facts.ts';

const NAMES: readonly (keyof VapiMetrics)[] = [
  'turnLatencyAverageMs',
  'modelLatencyAverageMs',
  'voiceLatencyAverageMs',
  'transcriberLatencyAverageMs',
  'endpointingLatencyAverageMs',
  'assistantInterruptedByUser',
  'userInterruptedByAssistant',
];

export const columns: readonly Column<CallFacts>[] = NAMES.map((name) => ({
  key: `vapi.${name}`,
  title: `Vapi: ${name}`,
  kind: name.endsWith('Ms') ? 'duration' : 'count',
  seen: 'programs',
  value: ({ call }) => call.evidence.metrics?.[name] ?? null,
}));
