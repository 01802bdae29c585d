// Turns a call into the moments at which something is said about it, and the own fields of what is said.

/** `own` is JSON without braces, or makes it from the artifact; `event` stands on speech-updates alone. */
export function speechOf(call) {
  const moments = [];
  for (const { role, turn, startedMs, stoppedMs } of call.utterances) {
    moments.push(speech(startedMs, 'started', role, turn));
    if (stoppedMs !== null) moments.push(speech(stoppedMs, 'stopped', role, turn));
  }
  return moments.sort(byTime);
}

/** With all other types of messages that a server is sent: about two for each speech-update. */
export function everythingOf(call) {
  const moments = [...speechOf(call), say(call.startedMs, { type: 'status-update', status: 'in-progress' })];
  for (const { role, text, turn, startedMs, stoppedMs } of call.utterances) {
    if (stoppedMs === null) continue;
    const halfMs = Math.round((startedMs + stoppedMs) / 2);
    const half = text.slice(0, text.length >> 1);
    moments.push(say(halfMs, { type: 'transcript', role, transcriptType: 'partial', transcript: half }));
    moments.push(
      say(stoppedMs - 25, { type: 'transcript', role, transcriptType: 'final', transcript: text }),
    );
    if (role === 'assistant') {
      for (const part of [half, text.slice(half.length)]) {
        moments.push(say(startedMs - 400 + part.length, { type: 'model-output', output: part }));
      }
    }
    if (turn === 3 && role === 'user') moments.push(say(stoppedMs + 90, toolCalls(call.id)));
    moments.push({
      atMs: stoppedMs + 8,
      own: (artifact, atMs) =>
        `"type":"conversation-update","messagesOpenAIFormatted":${artifact.twinsAt(atMs)}`,
    });
  }
  moments.push(say(call.endedMs + 1600, { type: 'status-update', status: 'ended', endedReason: ENDED }));
  moments.push(say(call.endedMs + 2900, report(call)));
  return moments.sort(byTime);
}

const ENDED = 'customer-ended-call';
const byTime = (a, b) => a.atMs - b.atMs;

const speech = (atMs, status, role, turn) => ({
  atMs,
  own: `"type":"speech-update","status":"${status}","role":"${role}","turn":${turn}`,
  event: `${role} ${status}`,
});

const say = (atMs, message) => ({ atMs, own: JSON.stringify(message).slice(1, -1) });

function toolCalls(callId) {
  const id = `call_${callId.replaceAll('-', '').slice(0, 24)}`;
  const given = { reason: 'check-up', from: '2026-08-20', to: '2026-08-28' };
  const called = { name: 'find_slots', arguments: JSON.stringify(given) };
  return {
    type: 'tool-calls',
    toolCalls: [{ id, type: 'function', function: called }],
    toolCallList: [{ id, name: 'find_slots', arguments: given }],
  };
}

function report(call) {
  const durationMs = call.endedMs - call.startedMs;
  const names = { assistant: 'AI', user: 'User' };
  return {
    type: 'end-of-call-report',
    analysis: { summary: 'The caller asked for a slot and was given one.', successEvaluation: 'true' },
    startedAt: new Date(call.startedMs).toISOString(),
    endedAt: new Date(call.endedMs).toISOString(),
    endedReason: ENDED,
    cost: Number(((durationMs / 60_000) * 0.094).toFixed(4)),
    durationMs,
    durationSeconds: durationMs / 1000,
    transcript: call.utterances.map(({ role, text }) => `${names[role]}: ${text}\n`).join(''),
    recordingUrl: `https://recordings.example.com/${call.id}.mp3`,
  };
}
