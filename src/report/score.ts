// Names a score: all that a drawing or an export needs to know of a call. All times are ms from the call's origin.

export type Voice = 'assistant' | 'user';

export type Certainty = 'observed' | 'inferred' | 'unknown';

export interface Score {
  /** Null where the messages do not tell. */
  readonly callId: string | null;
  /** Epoch ms of the origin. */
  readonly originEpochMs: number;
  /** Length of the window, which starts at 0; no part of the score lies outside. */
  readonly durationMs: number;
  /** In the order of their starts. */
  readonly segments: readonly ScoreSegment[];
  readonly silences: readonly Silence[];
  /** In the order of their times. */
  readonly moments: readonly Moment[];
  readonly turns: readonly ScoreTurn[];
}

/** A stretch of speech. Where an end is not observed, the time is as far as it may reach: draw it as not known. */
export interface ScoreSegment {
  readonly voice: Voice;
  /** The turn's number as shown; `-` where it has none. */
  readonly turn: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly startKind: Certainty;
  readonly endKind: Certainty;
  readonly flags: readonly string[];
  /** What was said; null where it is not known or not to be shown. */
  readonly text: string | null;
}

/** Nobody speaks, and the next word is owed by `owedBy`. */
export interface Silence {
  readonly startMs: number;
  readonly endMs: number;
  readonly owedBy: Voice;
  /** Long enough to be dead air. */
  readonly dead: boolean;
}

/** Something worth looking at. */
export interface Moment {
  readonly atMs: number;
  /** Such as `barge-in`, `backchannel`, `cut-in`, `late-stop`, `unanswered`, `dead-air`, `no-stop`. */
  readonly kind: string;
  /** One sentence without private text. */
  readonly says: string;
}

/** A row of the turn table, as people read it. */
export interface ScoreTurn {
  readonly turn: string;
  readonly startMs: number;
  readonly cells: Readonly<
    Record<'userAt' | 'userSpeaks' | 'assistantAt' | 'assistantSpeaks' | 'wait' | 'overlap' | 'notes', string>
  >;
  readonly userText: string | null;
  readonly assistantText: string | null;
}
