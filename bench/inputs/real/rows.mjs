// Turns a call into the artifact of its messages, which grows with every utterance and tool call.
import { GAPS } from './prose.mjs';
import { argumentsOf, resultOf } from './tools.mjs';

/** Live messages cut the system prompt of the artifact here and add three dots. */
export const PROMPT_CUT = 1000;

/** `spell` rewrites the JSON of a row; each row is written once and used by all later messages. */
export function artifactOf({ call, prompt, spell, variables }) {
  const { steps, startedMs, house } = call;
  const clock = CLOCKS[house.clock];
  const system = { role: 'system', message: prompt, time: startedMs - 328, secondsFromStart: 0 };
  const rows = [
    { fromMs: Number.NEGATIVE_INFINITY, row: json(system), twin: json({ role: 'system', content: prompt }) },
  ];
  for (const step of steps) rows.push(...(step.tool ? toolRows(step) : [speechRow(step)]));
  rows.sort((a, b) => a.fromMs - b.fromMs);
  const grown = [];
  for (const { row, twin } of rows) {
    const before = grown.at(-1);
    grown.push(before ? { row: `${before.row},${row}`, twin: `${before.twin},${twin}` } : { row, twin });
  }
  const rest =
    variables === undefined ? '' : `,"variables":${json(variables)},"variableValues":${json(variables)}`;

  /** All finished rows, and half of the row that the assistant is speaking. */
  function at(atMs) {
    let last = 0;
    while (last + 1 < rows.length && rows[last + 1].fromMs <= atMs) last++;
    const { row, twin } = grown[last];
    const half = rows[last + 1]?.half;
    return half === undefined || half.fromMs > atMs
      ? { row, twin }
      : { row: `${row},${half.row}`, twin: `${twin},${half.twin}` };
  }

  function speechRow({ role, text, startMs, endMs }) {
    const bot = role === 'assistant';
    const written = (said, untilMs) => ({
      row: json({
        role: bot ? 'bot' : 'user',
        message: said,
        time: clock.time(startMs),
        endTime: clock.end(untilMs),
        secondsFromStart: clock.seconds(startMs - startedMs),
        duration: clock.duration(untilMs - startMs),
        ...(bot ? { source: '' } : { metadata: { wordLevelConfidence: wordsOf(said, startMs, untilMs) } }),
      }),
      twin: json({ role, content: said }),
    });
    const half = bot
      ? {
          ...written(text.slice(0, text.length >> 1), Math.round((startMs + endMs) / 2)),
          fromMs: startMs + 40,
        }
      : undefined;
    return { fromMs: endMs, half, ...written(text, endMs) };
  }

  function toolRows({ tool, id, calledMs, resultMs, asked }) {
    const called = {
      id,
      type: 'function',
      function: {
        name: tool.function.name,
        arguments: argumentsOf(tool, asked, house.reasons[asked % house.reasons.length]),
      },
    };
    const result = resultOf(asked, house.reasons[(asked * 7) % house.reasons.length]);
    return [
      {
        fromMs: calledMs,
        row: json({
          toolCalls: [called],
          role: 'tool_calls',
          message: '',
          time: calledMs,
          secondsFromStart: (calledMs - startedMs) / 1000,
        }),
        twin: json({ role: 'assistant', content: '', tool_calls: [called] }),
      },
      {
        fromMs: resultMs,
        row: json({
          role: 'tool_call_result',
          time: resultMs,
          secondsFromStart: (resultMs - startedMs) / 1000,
          name: tool.function.name,
          result: house.clock === 'call' ? result : JSON.stringify(result),
          metadata: {},
          toolCallId: id,
        }),
        twin: json({ role: 'tool', tool_call_id: id, content: JSON.stringify(result) }),
      },
    ];
  }

  function wordsOf(text, startMs, endMs) {
    const words = text.split(/[ 、。]/).filter((word) => word !== '');
    const each = (endMs - startMs) / words.length;
    return words.map((word, index) => ({
      word: word.toLowerCase().replace(/[^\p{L}\p{N}]/gu, ''),
      start: clock.word(startMs + index * each, startedMs),
      end: clock.word(startMs + (index + 1) * each, startedMs),
      confidence: noisy(1 - ((startMs + index * 37) % 200) / 2047),
      ...(house.clock === 'wall' ? { language: '' } : {}),
      punctuated_word: word,
    }));
  }

  function json(value) {
    return spell(JSON.stringify(value));
  }

  return {
    rowsAt: (atMs) => `[${at(atMs).row}]`,
    twinsAt: (atMs) => `[${at(atMs).twin}]`,
    textAt: (atMs) => {
      const { row, twin } = at(atMs);
      return `"messages":[${row}],"messagesOpenAIFormatted":[${twin}]${rest}`;
    },
  };
}

/** Prints like a 32-bit float. */
function noisy(value) {
  return Number(Math.fround(value).toPrecision(8));
}

/** Phone calls time words in seconds from the start of the call, as 32-bit floats; web calls in epoch milliseconds. */
const CLOCKS = {
  call: {
    time: (ms) => ms,
    end: (ms) => ms - 0.0002,
    seconds: (ms) => noisy(ms / 1000),
    duration: (ms) => Math.fround(ms / 1000) * 1000,
    word: (ms, startedMs) => noisy((ms - startedMs) / 1000),
  },
  wall: {
    time: (ms) => ms,
    end: (ms) => ms,
    seconds: (ms) => ms / 1000,
    duration: (ms) => ms,
    word: (ms) => Math.round(ms * 2) / 2,
  },
};

/** The prompt with its placeholders replaced by the customer's data. */
export function filled(prompt, { name, number, reference }) {
  return [name, number, reference].reduce(
    (text, value, index) => text.replaceAll(GAPS[index], value),
    prompt,
  );
}
