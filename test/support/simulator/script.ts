// Turns a script, lines with the pauses between them, into a call with absolute times and its truth.
import { exchangesOf } from './exchanges.ts';
import { type PersonaName, personas } from './personas.ts';
import { random } from './random.ts';
import type { Call, CallKind, Role, ToolUse, Utterance } from './truth.ts';

interface Spoken {
  text: string;
  /** As long as the text takes, unless told. */
  lastsMs?: number;
}

/** A line that takes the floor: `afterMs` counts from the end of the talk so far, and is negative in a cut-in. */
interface FloorLine extends Spoken {
  role: Role;
  kind?: 'greeting' | 'normal' | 'filler' | 'resume';
  afterMs: number;
  tool?: Pick<ToolUse, 'name' | 'arguments' | 'result'> & { takesMs: number };
}

/** `intoMs` counts from the start of the assistant's utterance, which ends `yieldMs` after the user begins. */
interface BargeInLine extends Spoken {
  role: 'user';
  kind: 'barge-in';
  intoMs: number;
  yieldMs: number;
}

interface BackchannelLine extends Spoken {
  role: 'user';
  kind: 'backchannel';
  intoMs: number;
}

export type Line = FloorLine | BargeInLine | BackchannelLine;

export interface Cast {
  id: string;
  startedAt: number;
  persona: PersonaName;
  kind: CallKind;
  /** Counts from the end of the last utterance; negative to hang up in the middle of it. */
  hangUpAfterMs: number;
}

const MS_PER_CHARACTER = 62;

export const speakingMs = (text: string) => Math.max(400, text.length * MS_PER_CHARACTER);

export function stage(cast: Cast, lines: readonly Line[]): Call {
  const utterances: Utterance[] = [];
  const ids = random(`${cast.id}/tools`);
  let last: Utterance | undefined;
  let quietFromMs = cast.startedAt;

  for (const line of lines) {
    const turn = turnOf(line, last);
    const startMs =
      'intoMs' in line ? assistantBefore(last).startMs + line.intoMs : quietFromMs + line.afterMs;
    const utterance: Utterance = {
      role: line.role,
      turn,
      startMs,
      endMs: startMs + (line.lastsMs ?? speakingMs(line.text)),
      text: line.text,
      kind: line.kind ?? 'normal',
    };
    if ('tool' in line && line.tool) {
      const { takesMs, ...tool } = line.tool;
      const id = `call_${ids.uuid().replaceAll('-', '').slice(0, 24)}`;
      utterance.tool = { id, ...tool, calledMs: startMs - 120, returnedMs: startMs - 120 + takesMs };
    }
    if (line.kind === 'barge-in') {
      const cutOff = assistantBefore(last);
      cut(cutOff, startMs + line.yieldMs);
      quietFromMs = cutOff.endMs;
    }
    utterances.push(utterance);
    if (line.kind === 'backchannel') continue;
    last = utterance;
    quietFromMs = Math.max(quietFromMs, utterance.endMs);
  }

  const endedAt = quietFromMs + cast.hangUpAfterMs;
  for (const utterance of utterances) cut(utterance, endedAt);
  const { id, startedAt, persona, kind } = cast;
  const { assistantId, assistantName } = personas[persona];
  return {
    id,
    startedAt,
    endedAt,
    assistant: { id: assistantId, name: assistantName },
    persona,
    kind,
    utterances,
    exchanges: exchangesOf(utterances),
  };
}

/** The user opens an exchange, except by a murmur or when going on after their own "um". */
function turnOf(line: Line, last: Utterance | undefined): number {
  if (!last) return 0;
  const opens = line.role === 'user' && line.kind !== 'backchannel';
  const goesOn = last.role === 'user' && last.kind === 'filler';
  return opens && !goesOn ? last.turn + 1 : last.turn;
}

function assistantBefore(last: Utterance | undefined): Utterance {
  if (last?.role !== 'assistant') throw new Error('a barge-in or a backchannel needs a speaking assistant');
  return last;
}

/** Ends an utterance early, with the words that fitted into the time. */
function cut(utterance: Utterance, endMs: number): void {
  if (endMs >= utterance.endMs) return;
  const share = (endMs - utterance.startMs) / (utterance.endMs - utterance.startMs);
  const said = utterance.text.slice(0, Math.round(utterance.text.length * share));
  utterance.text = said.replace(/\s+\S*$/, '');
  utterance.endMs = endMs;
}
