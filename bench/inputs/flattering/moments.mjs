// Turns a call into the moments at which something is said about it, and the own fields of what is said.

/** `own` is JSON without braces. */
export function speechOf(call) {
  const moments = [];
  for (const { role, turn, startedMs, stoppedMs } of call.utterances) {
    moments.push(speech(startedMs, 'started', role, turn));
    if (stoppedMs !== null) moments.push(speech(stoppedMs, 'stopped', role, turn));
  }
  return moments.sort(byTime);
}

const byTime = (a, b) => a.atMs - b.atMs;

const speech = (atMs, status, role, turn) => ({
  atMs,
  own: `"type":"speech-update","status":"${status}","role":"${role}","turn":${turn}`,
  event: `${role} ${status}`,
});
