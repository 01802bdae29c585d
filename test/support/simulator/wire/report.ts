// Turns a finished call into the fields of its end-of-call-report.
import { random } from '../random.ts';
import type { Call } from '../truth.ts';
import type { Artifact } from './artifact.ts';
import type { JsonObject } from './json.ts';
import type { Message } from './message.ts';

export const ENDED_REASON = 'customer-ended-call';

export function reportFields(call: Call, artifact: Artifact): Message {
  const durationMs = call.endedAt - call.startedAt;
  const transcript = transcriptOf(call);
  const summary = `${call.assistant.name} answered the questions of the customer, who then hung up.`;
  const recordingUrl = `https://recordings.example.com/${call.id}.mp3`;
  return {
    type: 'end-of-call-report',
    analysis: { summary, successEvaluation: 'true' },
    artifact: {
      ...artifact,
      transcript,
      recordingUrl,
      nodes: [],
      variables: {},
      performanceMetrics: performanceMetrics(call),
    },
    startedAt: new Date(call.startedAt).toISOString(),
    endedAt: new Date(call.endedAt).toISOString(),
    endedReason: ENDED_REASON,
    cost: costOf(durationMs),
    durationMs,
    durationSeconds: durationMs / 1000,
    durationMinutes: Number((durationMs / 60_000).toFixed(4)),
    summary,
    transcript,
    recordingUrl,
  };
}

const costOf = (durationMs: number) => Number(((durationMs / 60_000) * 0.094).toFixed(4));

function transcriptOf(call: Call): string {
  const names = { assistant: 'AI', user: 'User' };
  return call.utterances.map(({ role, text }) => `${names[role]}: ${text}\n`).join('');
}

/** One row per answered turn; Vapi gives them no turn number. A cut-in has no latency. */
function performanceMetrics(call: Call): JsonObject {
  const rng = random(`${call.id}/metrics`);
  const waits = call.exchanges.map(({ responseMs }) => responseMs).filter((ms) => ms !== null);
  const turnLatencies = waits
    .filter((ms) => ms >= 0)
    .map((turnLatency) => {
      const endpointingLatency = Math.min(turnLatency, rng.between(380, 520));
      const rest = turnLatency - endpointingLatency;
      const transcriberLatency = Math.round(rest * 0.12);
      const voiceLatency = Math.round(rest * 0.25);
      const modelLatency = rest - transcriberLatency - voiceLatency;
      return { modelLatency, voiceLatency, transcriberLatency, endpointingLatency, turnLatency };
    });
  const average = (key: keyof (typeof turnLatencies)[number]) =>
    Number((turnLatencies.reduce((sum, row) => sum + row[key], 0) / turnLatencies.length).toFixed(2));
  const averages =
    turnLatencies.length === 0
      ? {}
      : {
          modelLatencyAverage: average('modelLatency'),
          voiceLatencyAverage: average('voiceLatency'),
          transcriberLatencyAverage: average('transcriberLatency'),
          endpointingLatencyAverage: average('endpointingLatency'),
          turnLatencyAverage: average('turnLatency'),
        };
  return {
    turnLatencies,
    ...averages,
    numUserInterrupted: call.exchanges.filter(({ cutIn }) => cutIn !== null).length,
    numAssistantInterrupted: call.exchanges.filter(({ bargeIn }) => bargeIn !== null).length,
  };
}
