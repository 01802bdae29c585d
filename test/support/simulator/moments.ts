// Turns a call into the moments at which Vapi has something to say, and the own fields of what it says.
import type { Noticed } from './lags.ts';
import { random } from './random.ts';
import type { Call, ToolUse, Utterance } from './truth.ts';
import { type Artifact, toolCall } from './wire/artifact.ts';
import type { Message } from './wire/message.ts';
import { ENDED_REASON, reportFields } from './wire/report.ts';

export interface Moment {
  atMs: number;
  /** What is said, given the conversation as known at that time. */
  say(artifact: Artifact): Message;
  /** The speech that made Vapi say it, where it was speech. */
  about?: Utterance;
}

const HANG_MS = 5000;

/** One row per message type: the one place to look up, or to add to, what the simulator can send. */
export const momentsOf = {
  'speech-update': (_call, noticed) =>
    noticed.flatMap(({ utterance, startedMs, stoppedMs }) => [
      ...at(startedMs, speechUpdate('started', utterance), utterance),
      ...at(stoppedMs, speechUpdate('stopped', utterance), utterance),
    ]),

  'status-update': (call) => [
    ...at(call.startedAt, { type: 'status-update', status: 'in-progress' }),
    ...at(call.endedAt + 1600, { type: 'status-update', status: 'ended', endedReason: ENDED_REASON }),
  ],

  'user-interrupted': (call, noticed) => {
    const ids = random(`${call.id}/interruptions`);
    return cutOffBy(noticed).flatMap(({ utterance, stoppedMs }) =>
      at(stoppedMs && stoppedMs - 12, { type: 'user-interrupted', turnId: ids.uuid() }, utterance),
    );
  },

  transcript: (_call, noticed) =>
    noticed.flatMap(({ utterance, startedMs, stoppedMs }) => {
      const half = utterance.text.slice(0, Math.ceil(utterance.text.length / 2)).replace(/\s+\S*$/, '');
      const isLong = utterance.role === 'user' && half.includes(' ');
      const halfwayMs = startedMs && stoppedMs && Math.round((startedMs + stoppedMs) / 2);
      return [
        ...(isLong ? at(halfwayMs, transcript('partial', utterance, half), utterance) : []),
        ...at(stoppedMs && stoppedMs - 25, transcript('final', utterance, utterance.text), utterance),
      ];
    }),

  'conversation-update': (_call, noticed) =>
    noticed.flatMap(({ utterance, stoppedMs }) =>
      at(stoppedMs && stoppedMs + 8, conversationUpdate, utterance),
    ),

  'tool-calls': (call) =>
    call.utterances.flatMap((utterance) =>
      utterance.tool ? at(utterance.tool.calledMs, toolCalls(utterance.tool), utterance) : [],
    ),

  hang: (call, noticed) =>
    noticed.flatMap(({ utterance, stoppedMs }) => {
      if (utterance.role !== 'user' || utterance.kind === 'backchannel' || stoppedMs === null) return [];
      const next = call.utterances.find(({ startMs }) => startMs > utterance.startMs);
      const quietUntilMs = next?.startMs ?? call.endedAt;
      return quietUntilMs > stoppedMs + HANG_MS ? at(stoppedMs + HANG_MS, { type: 'hang' }, utterance) : [];
    }),

  'end-of-call-report': (call) => at(call.endedAt + 2900, (artifact) => reportFields(call, artifact)),
} satisfies Record<string, (call: Call, noticed: readonly Noticed[]) => Moment[]>;

export type MessageType = keyof typeof momentsOf;

/** Nothing is said at a time that never came. */
function at(atMs: number | null, said: Message | Moment['say'], about?: Utterance): Moment[] {
  if (atMs === null) return [];
  const say = typeof said === 'function' ? said : () => said;
  return [about ? { atMs, say, about } : { atMs, say }];
}

const speechUpdate = (status: 'started' | 'stopped', { role, turn }: Utterance): Message => ({
  type: 'speech-update',
  status,
  role,
  turn,
});

const transcript = (transcriptType: 'partial' | 'final', { role }: Utterance, text: string): Message => ({
  type: 'transcript',
  role,
  transcriptType,
  transcript: text,
});

const conversationUpdate = ({ messagesOpenAIFormatted }: Artifact): Message => ({
  type: 'conversation-update',
  messagesOpenAIFormatted,
});

const toolCalls = (tool: ToolUse): Message => ({
  type: 'tool-calls',
  toolCalls: [toolCall(tool)],
  toolCallList: [{ id: tool.id, name: tool.name, arguments: tool.arguments }],
});

/** The utterances that a barge-in ended. */
function cutOffBy(noticed: readonly Noticed[]): Noticed[] {
  return noticed.filter(({ utterance }) =>
    noticed.some(
      ({ utterance: other }) =>
        other.kind === 'barge-in' && other.startMs > utterance.startMs && other.startMs < utterance.endMs,
    ),
  );
}
