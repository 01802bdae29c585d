// Turns a call into the moments at which Vapi sends a message, with the fields that each message adds.

/** `own` is JSON without braces, or a function of the artifact that writes it; only speech-updates have an `event`. */
export function speechOf({ steps }) {
  const moments = [];
  for (const { role, turn, startedMs, stoppedMs } of steps) {
    if (role === undefined) continue;
    moments.push(speech(startedMs, 'started', role, turn));
    if (stoppedMs !== null) moments.push(speech(stoppedMs, 'stopped', role, turn));
  }
  return moments.sort(byTime);
}

/** With all other types of server messages: about two for each speech-update. */
export function everythingOf(call) {
  const { steps, startedMs, endedMs } = call;
  const moments = [...speechOf(call), say(startedMs, { type: 'status-update', status: 'in-progress' })];
  for (const step of steps)
    moments.push(...(step.tool ? [say(step.calledMs, toolCalls(step))] : around(step)));
  moments.push(say(endedMs + 1600, { type: 'status-update', status: 'ended', endedReason: ENDED }));
  moments.push({
    atMs: endedMs + 2900,
    own: (artifact, atMs) => `${inner(report(call))},"messages":${artifact.rowsAt(atMs)}`,
  });
  return moments.sort(byTime);
}

const ENDED = 'customer-ended-call';
const byTime = (a, b) => a.atMs - b.atMs;
const inner = (value) => JSON.stringify(value).slice(1, -1);
const say = (atMs, message) => ({ atMs, own: inner(message) });

const speech = (atMs, status, role, turn) => ({
  atMs,
  own: `"type":"speech-update","status":"${status}","role":"${role}","turn":${turn}`,
  event: `${role} ${status}`,
});

/** The other messages around an utterance. */
function around({ role, text, startedMs, stoppedMs }) {
  if (stoppedMs === null) return [];
  const half = text.slice(0, text.length >> 1);
  const transcript = (atMs, transcriptType, words) =>
    say(atMs, { type: 'transcript', role, transcriptType, transcript: words });
  return [
    transcript(Math.round((startedMs + stoppedMs) / 2), 'partial', half),
    transcript(stoppedMs - 25, 'final', text),
    ...(role === 'assistant'
      ? [
          say(startedMs - 300, { type: 'model-output', output: half }),
          say(startedMs - 200, { type: 'model-output', output: text.slice(half.length) }),
        ]
      : []),
    {
      atMs: stoppedMs + 8,
      own: (artifact, atMs) =>
        `"type":"conversation-update","messagesOpenAIFormatted":${artifact.twinsAt(atMs)}`,
    },
  ];
}

function toolCalls({ tool, id, asked }) {
  const called = {
    id,
    type: 'function',
    function: { name: tool.function.name, arguments: { reference: `${asked}`, reason: 'new' } },
  };
  return {
    type: 'tool-calls',
    toolCalls: [called],
    toolCallList: [called],
    toolWithToolCallList: [{ ...tool, toolCall: called }],
  };
}

function report({ id, steps, startedMs, endedMs }) {
  const durationMs = endedMs - startedMs;
  const latencies = steps
    .filter(({ role }) => role === 'user')
    .map(({ startMs, endMs }) => ({
      modelLatency: 0,
      voiceLatency: 700 + (startMs % 500),
      transcriberLatency: endMs % 200,
      endpointingLatency: 0,
      turnLatency: 1500 + (endMs % 1200),
    }));
  return {
    type: 'end-of-call-report',
    analysis: { summary: 'The caller asked for something and got it.', successEvaluation: 'true' },
    startedAt: new Date(startedMs).toISOString(),
    endedAt: new Date(endedMs).toISOString(),
    endedReason: ENDED,
    cost: Number(((durationMs / 60_000) * 0.094).toFixed(4)),
    durationMs,
    durationSeconds: durationMs / 1000,
    performanceMetrics: { turnLatencies: latencies, numUserInterrupted: 0 },
    transcript: steps
      .map(({ role, text }) => (role === undefined ? '' : `${role === 'user' ? 'User' : 'AI'}: ${text}\n`))
      .join(''),
    recordingUrl: `https://recordings.example.com/${id}.mp3`,
  };
}
