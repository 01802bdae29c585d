// Turns the messages of a capture, one after another, into those of a slim one: events, and what else makes a timeline truer.
import type { Received } from '../../input/text.ts';
import type { Kernel } from '../../json/kernel.ts';
import { noticesIn, type Said } from '../notice.ts';
import type { MessageReader } from '../reader.ts';
import { slimFigures, slimRows } from './artifact.ts';
import { membersIn, membersOf } from './members.ts';
import { artifactWith, lineOf, type Slim, slimOf } from './message.ts';
import { Recent } from './recent.ts';

/** A message that `reader` has just read. */
export interface Heard {
  readonly reader: Pick<MessageReader, 'kernel' | 'message' | 'isSpeech' | 'start' | 'end'>;
  readonly source: string;
  readonly received: Received | null;
}

export interface SlimOptions {
  /** Whether to keep the times of what was said. */
  readonly times: boolean;
  /** Whether to keep the assistants' names. */
  readonly names: boolean;
}

/** What of an artifact is kept. */
type Parts = Readonly<Record<'rows' | 'figures', string | null>>;

/** The latest message of a call with each part; `text` is null once it was told. */
type Held = {
  readonly [Part in keyof Parts]?: {
    /** The latest timestamp so far; null before the first. */
    readonly at: number | null;
    readonly slim: Slim;
    readonly text: string | null;
  };
};

/** So many calls are remembered. What is held back of an older one is told at once, and if it goes on, told again. */
const CALLS = 2_000;

/**
 * Whoever reads a call takes only its last artifact. So those of speech-updates are held back, and the last is told at the
 * end, in an end-of-call-report that says nothing else: as a speech-update it would be a redelivered one.
 */
export class Slimmer {
  readonly #options: SlimOptions;
  #lines: string[] = [];
  /** What each call has told of its start and its assistant, which every message repeats. */
  readonly #told: Recent<Set<string>>;
  readonly #artifacts: Recent<Held>;

  constructor(options: SlimOptions, calls = CALLS) {
    this.#options = options;
    this.#told = new Recent(calls);
    this.#artifacts = new Recent(calls);
  }

  hear({ reader, source, received }: Heard): void {
    const { kernel, message, isSpeech } = reader;
    const call = message.callId === undefined ? `source ${source}` : `id ${message.callId}`;
    const said = [...noticesIn(message)];
    const hasNews = said.filter((one) => this.#isNews(call, one)).length > 0;
    const told = said.find((one) => one.kind === 'artifact');
    const isReport = !isSpeech && told !== undefined;
    if (!isSpeech && !isReport && !hasNews) return;
    const slim = slimOf(reader, membersOf(message), received, this.#options.names);
    const parts = told === undefined ? NO_PARTS : this.#partsOf(kernel, message.at('artifact'));
    if (told !== undefined) this.#remember(call, told.at, slim, parts, isReport);
    const artifact = isReport ? artifactWith([parts.rows, parts.figures]) : [];
    if (isSpeech || hasNews || artifact.length > 0) this.#lines.push(lineOf(slim, artifact));
  }

  /** The lines since the last time. */
  take(): Buffer {
    const text = this.#lines.join('');
    this.#lines = [];
    return Buffer.from(text, 'latin1');
  }

  /** Tells what was held back. Nothing is heard after it. */
  finish(): void {
    for (const held of this.#artifacts.values()) this.#tellHeld(held);
  }

  /** Words are never told; artifacts are told apart. */
  #isNews(call: string, said: Said): boolean {
    if (said.kind === 'artifact' || said.kind === 'words') return false;
    if (said.kind !== 'started' && said.kind !== 'assistant') return true;
    const text = JSON.stringify(said);
    const told = this.#told.get(call) ?? new Set();
    const isNews = !told.has(text);
    if (isNews) this.#told.set(call, told.add(text));
    return isNews;
  }

  #partsOf(kernel: Kernel, entry: number): Parts {
    const { tape } = kernel;
    const artifact = membersIn(kernel, { start: tape.start(entry), end: tape.end(entry) });
    if (artifact === null) return NO_PARTS;
    const rows = this.#options.times ? slimRows(kernel, artifact) : null;
    return { rows, figures: slimFigures(kernel, artifact) };
  }

  #remember(call: string, told: number | null, slim: Slim, parts: Parts, isReport: boolean): void {
    for (const part of ['rows', 'figures'] as const) {
      const text = parts[part];
      const latest = this.#artifacts.get(call) ?? {};
      const before = latest[part]?.at ?? null;
      if (text === null || (told !== null && before !== null && told < before)) continue;
      const at = told ?? before;
      const gone = this.#artifacts.set(call, {
        ...latest,
        [part]: { at, slim, text: isReport ? null : text },
      });
      if (gone !== undefined) this.#tellHeld(gone);
    }
  }

  #tellHeld({ rows, figures }: Held): void {
    for (const slim of new Set([rows?.slim, figures?.slim])) {
      if (slim === undefined) continue;
      const artifact = artifactWith([rows, figures].map((held) => (held?.slim === slim ? held.text : null)));
      if (artifact.length > 0) this.#lines.push(lineOf({ ...slim, own: CARRIER }, artifact));
    }
  }
}

const NO_PARTS: Parts = { rows: null, figures: null };
const CARRIER = ['"type":"end-of-call-report"'];
