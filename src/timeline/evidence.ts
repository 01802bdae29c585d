// Turns the notices of a call into the evidence that makes its timeline truer: words, start, end, interruptions.
import { type Artifact, type ArtifactRow, readArtifact, type VapiMetrics } from '../message/artifact.ts';
import type { Role } from '../message/event.ts';
import type { Said } from '../message/notice.ts';

export interface Words {
  readonly role: Role;
  readonly at: number;
  readonly text: string;
}

/** All times are epoch ms. */
export interface Evidence {
  /** What was said, by the last artifact. */
  readonly rows: readonly ArtifactRow[];
  /** When the call began, by the artifact's rows. */
  readonly artifactOriginMs: number | null;
  readonly metrics: VapiMetrics | null;
  readonly startedMs: number | null;
  readonly endedMs: number | null;
  /** When Vapi said that the user interrupted. */
  readonly interruptedMs: readonly number[];
  readonly words: readonly Words[];
  readonly assistantId: string | null;
}

/** Collects notices; of artifacts only the last is kept, and read when it is asked for. */
export class Witness {
  /** The last artifact with timed rows, and the last with figures: a report may have only these. */
  readonly #rows = new Kept();
  readonly #figures = new Kept();
  #started: { at: number; byCall: boolean } | undefined;
  #ended: { at: number; exact: boolean } | undefined;
  #assistantId: string | null = null;
  /** By all that they are, since a message may come twice. */
  readonly #words = new Map<string, Words>();
  readonly #interrupted = new Set<number>();

  hear(said: Said): void {
    switch (said.kind) {
      case 'artifact':
        if (said.hasRows) this.#rows.keep(said);
        if (said.hasFigures) this.#figures.keep(said);
        break;
      case 'started':
        this.#started = earlier(this.#started, said);
        break;
      case 'ended':
        // The report tells the very time, a status only when it was told.
        if (this.#ended === undefined || Number(said.exact) - Number(this.#ended.exact) > 0)
          this.#ended = said;
        else if (said.exact === this.#ended.exact && said.at < this.#ended.at) this.#ended = said;
        break;
      case 'words':
        this.#words.set(`${said.at} ${said.role} ${said.text}`, said);
        break;
      case 'assistant':
        // After a hand-over there are several; whichever comes first by name stands, so that no order matters.
        if (this.#assistantId === null || said.id < this.#assistantId) this.#assistantId = said.id;
        break;
      case 'interrupted':
        this.#interrupted.add(said.at);
    }
  }

  /** As far as it is known by now. */
  evidence(): Evidence {
    return new Testimony(
      this.#rows,
      this.#figures,
      this.#started?.at ?? null,
      this.#ended?.at ?? null,
      this.#assistantId,
      [...this.#interrupted].sort((a, b) => a - b),
      [...this.#words.values()].sort((a, b) => a.at - b.at),
    );
  }
}

/** What takes time to read is read when it is asked for. */
class Testimony implements Evidence {
  readonly startedMs: number | null;
  readonly endedMs: number | null;
  readonly assistantId: string | null;
  readonly interruptedMs: readonly number[];
  readonly words: readonly Words[];
  readonly #keptRows: Kept;
  readonly #keptFigures: Kept;
  #rows: Artifact | undefined;
  #figures: Artifact | undefined;

  constructor(
    rows: Kept,
    figures: Kept,
    startedMs: number | null,
    endedMs: number | null,
    assistantId: string | null,
    interruptedMs: readonly number[],
    words: readonly Words[],
  ) {
    this.#keptRows = rows;
    this.#keptFigures = figures;
    this.startedMs = startedMs;
    this.endedMs = endedMs;
    this.assistantId = assistantId;
    this.interruptedMs = interruptedMs;
    this.words = words;
  }

  get rows(): readonly ArtifactRow[] {
    return this.#ofRows().rows;
  }

  get artifactOriginMs(): number | null {
    return this.#ofRows().originMs;
  }

  get metrics(): VapiMetrics | null {
    this.#figures ??= this.#keptFigures.read();
    return this.#figures.metrics;
  }

  #ofRows(): Artifact {
    this.#rows ??= this.#keptRows.read();
    return this.#rows;
  }
}

/**
 * The latest of several artifacts: by its timestamp, and by the order of the log among equal ones and where it has none. Each is
 * longer than the one before, in memory that is used again.
 */
class Kept {
  #at = Number.NEGATIVE_INFINITY;
  #bytes = Buffer.alloc(0);
  #length = 0;

  keep({ at, bytes }: { readonly at: number | null; readonly bytes: Buffer }): void {
    if (at !== null && at < this.#at) return;
    this.#at = at ?? this.#at;
    this.#length = bytes.length;
    if (bytes.length > this.#bytes.length)
      this.#bytes = Buffer.allocUnsafeSlow(Math.ceil(bytes.length * 1.25));
    bytes.copy(this.#bytes);
  }

  read(): Artifact {
    return readArtifact(
      this.#length === 0 ? undefined : JSON.parse(this.#bytes.toString('utf8', 0, this.#length)),
    );
  }
}

/** The call's own word comes before the report's; of equal ones the earliest counts. */
function earlier(
  known: { at: number; byCall: boolean } | undefined,
  told: { at: number; byCall: boolean },
): { at: number; byCall: boolean } {
  if (known === undefined || (told.byCall && !known.byCall)) return told;
  return told.byCall === known.byCall && told.at < known.at ? told : known;
}

/** What is known of a call of which nothing but events was seen. */
export const NO_EVIDENCE: Evidence = {
  rows: [],
  artifactOriginMs: null,
  metrics: null,
  startedMs: null,
  endedMs: null,
  interruptedMs: [],
  words: [],
  assistantId: null,
};
