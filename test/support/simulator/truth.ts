// Turns "what really happened on the line" into types: the audio truth that no message ever tells whole.
import type { PersonaName } from './personas.ts';

export type Role = 'user' | 'assistant';
export type CallKind = 'webCall' | 'inboundPhoneCall' | 'outboundPhoneCall';

/**
 * `barge-in`: the user takes the floor from a speaking assistant, who yields. `backchannel`: the user murmurs
 * and the assistant goes on. `filler`: words that only hold the floor ("one moment"). `resume`: the user
 * speaks again because nobody answered.
 */
export type UtteranceKind = 'greeting' | 'normal' | 'barge-in' | 'backchannel' | 'filler' | 'resume';

/** Times are epoch milliseconds of audible speech; `text` is what was really said before any cut. */
export interface Utterance {
  role: Role;
  /** One number per exchange, shared by both roles; a backchannel has the number of the exchange it falls into. */
  turn: number;
  startMs: number;
  endMs: number;
  text: string;
  kind: UtteranceKind;
  /** The tool that the assistant waits for while it holds the floor with this filler. */
  tool?: ToolUse;
}

export interface ToolUse {
  id: string;
  name: string;
  arguments: Record<string, string>;
  result: string;
  calledMs: number;
  returnedMs: number;
}

export interface Silence {
  startMs: number;
  endMs: number;
  /** Whoever speaks next. */
  owedBy: Role;
}

/** What one turn number was like. Each fact stands in the turn of the speech it happened to. */
export interface Exchange {
  turn: number;
  /** End of the user's words to the first of the assistant's; negative in a cut-in, null without such a pair. */
  responseMs: number | null;
  unanswered: boolean;
  /** The user was cut off: for how long the assistant talked over them. */
  cutIn: { overlapMs: number } | null;
  /** The assistant was cut off: how long it went on after the user had begun. */
  bargeIn: { yieldMs: number } | null;
  backchannels: number;
  /** Silences of three seconds or more that ended with speech of this turn. */
  deadAir: Silence[];
}

export interface Call {
  id: string;
  startedAt: number;
  endedAt: number;
  assistant: { id: string; name: string };
  persona: PersonaName;
  kind: CallKind;
  /** By start time. The last one may end with the call itself: hung up in mid-speech. */
  utterances: Utterance[];
  exchanges: Exchange[];
}
