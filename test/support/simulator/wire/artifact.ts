// Turns the utterances of a call into the `artifact` that a message carries at a given moment.
import { personas } from '../personas.ts';
import { random } from '../random.ts';
import type { Call, ToolUse, Utterance } from '../truth.ts';
import { type Size, systemPrompt } from './assistant.ts';
import type { JsonObject } from './json.ts';

export type Artifact = { messages: readonly JsonObject[]; messagesOpenAIFormatted: readonly JsonObject[] };

/** One row of `messages` with its twin in `messagesOpenAIFormatted`, and when both come to be known. */
interface Entry {
  knownMs: number;
  row: { time: number; [key: string]: JsonObject[string] };
  twin: JsonObject;
}

const PROMPT_CUT = 1000;

/** `lagMs` moves the times of user and bot rows away from the truth. */
export function artifactOf(call: Call, options: { size: Size; lagMs: number }): (atMs: number) => Artifact {
  const rng = random(`${call.id}/artifact`);
  /** Seconds with the noise of the single-precision sums behind them. */
  const secondsFromStart = (ms: number) => {
    const seconds = (ms - call.startedAt) / 1000;
    return rng.chance(0.5) ? seconds : Number((seconds - 1e-7).toFixed(7));
  };
  const early = (ms: number) => ms - rng.between(100, 400);

  const prompt = systemPrompt(personas[call.persona], options.size);
  const shown = prompt.length > PROMPT_CUT ? `${prompt.slice(0, PROMPT_CUT)}...` : prompt;
  const entries: Entry[] = [
    {
      knownMs: Number.NEGATIVE_INFINITY,
      row: { role: 'system', message: shown, time: early(call.startedAt), secondsFromStart: 0 },
      twin: { role: 'system', content: shown },
    },
    ...call.utterances.flatMap((utterance) => [
      spoken(utterance),
      ...(utterance.tool ? used(utterance.tool) : []),
    ]),
  ];
  entries.sort((a, b) => a.row.time - b.row.time);

  return (atMs) => {
    const known = entries.filter((entry) => entry.knownMs <= atMs);
    return {
      messages: known.map((entry) => entry.row),
      messagesOpenAIFormatted: known.map((entry) => entry.twin),
    };
  };

  function spoken({ role, text, startMs, endMs }: Utterance): Entry {
    const bot = role === 'assistant';
    const row = {
      role: bot ? 'bot' : 'user',
      message: text,
      time: startMs + options.lagMs,
      endTime: endMs + options.lagMs,
      secondsFromStart: secondsFromStart(startMs + options.lagMs),
      duration: endMs - startMs,
      ...(bot ? { source: '' } : {}),
    };
    return { knownMs: endMs, row, twin: { role, content: text } };
  }

  function used(tool: ToolUse): Entry[] {
    const toolCalls = [toolCall(tool)];
    const asked = { time: early(tool.calledMs), secondsFromStart: secondsFromStart(tool.calledMs) };
    const answered = { time: early(tool.returnedMs), secondsFromStart: secondsFromStart(tool.returnedMs) };
    return [
      {
        knownMs: tool.calledMs,
        row: { role: 'tool_calls', toolCalls, message: '', ...asked },
        twin: { role: 'assistant', tool_calls: toolCalls },
      },
      {
        knownMs: tool.returnedMs,
        row: {
          role: 'tool_call_result',
          toolCallId: tool.id,
          name: tool.name,
          result: tool.result,
          ...answered,
        },
        twin: { role: 'tool', tool_call_id: tool.id, content: tool.result },
      },
    ];
  }
}

export const toolCall = (tool: ToolUse): JsonObject => ({
  id: tool.id,
  type: 'function',
  function: { name: tool.name, arguments: JSON.stringify(tool.arguments) },
});
