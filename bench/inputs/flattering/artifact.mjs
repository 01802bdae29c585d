// Turns a call into the artifact of its messages, which grows by a row with each utterance that is over.
import { promptOf } from './prompt.mjs';

const PROMPT_CUT = 1000;

/** `messages[n]` and `twins[n]` are the rows in JSON, without brackets, once n utterances are over. */
export function artifactOf(call) {
  const prompt = `${promptOf(call.house.business, UNKNOWN).slice(0, PROMPT_CUT)}...`;
  const system = { role: 'system', message: prompt, time: call.startedMs - 328, secondsFromStart: 0 };
  const messages = [JSON.stringify(system)];
  const twins = [JSON.stringify({ role: 'system', content: prompt })];
  const ends = [Number.NEGATIVE_INFINITY];
  for (const { role, text, startMs, endMs } of call.utterances) {
    const bot = role === 'assistant';
    const row = {
      role: bot ? 'bot' : 'user',
      message: text,
      time: startMs,
      endTime: endMs,
      secondsFromStart: Number(((startMs - call.startedMs) / 1000 - 1e-7).toFixed(7)),
      duration: endMs - startMs,
      ...(bot ? { source: '' } : {}),
    };
    messages.push(`${messages.at(-1)},${JSON.stringify(row)}`);
    twins.push(`${twins.at(-1)},${JSON.stringify({ role, content: text })}`);
    ends.push(endMs);
  }
  /** How many utterances are over at a time. */
  const over = (atMs) => {
    let rows = 0;
    while (rows + 1 < ends.length && ends[rows + 1] <= atMs) rows++;
    return rows;
  };
  return {
    textAt: (atMs) => {
      const rows = over(atMs);
      return `"messages":[${messages[rows]}],"messagesOpenAIFormatted":[${twins[rows]}]`;
    },
  };
}

const UNKNOWN = { number: 'a customer', reference: 'unknown', since: 'some time' };
