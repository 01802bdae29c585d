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
  value: ({ call }) => {
    const figure = call.evidence.metrics?.[name] ?? null;
    return name.endsWith('Ms') || isCount(figure) ? figure : null;
  },
}));

/** Figures come from outside: half an interruption is none that can be told. */
function isCount(figure: number | null): boolean {
  return Number.isSafeInteger(figure) && Number(figure) >= 0;
}
