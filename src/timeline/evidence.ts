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
  /** When Vapi said that the user interrupted, and that nothing came back to the user. */
  readonly interruptedMs: readonly number[];
  readonly hangMs: readonly number[];
  readonly handoverMs: readonly number[];
  readonly words: readonly Words[];
  readonly assistantId: string | null;
}

/** Collects notices; of artifacts only the last is kept, and read when it is asked for. */
export class Witness {
  #artifact: { at: number; bytes: Buffer } | undefined;
  #started: number | null = null;
  #ended: { at: number; exact: boolean } | undefined;
  #assistantId: string | null = null;
  readonly #words: Words[] = [];
  readonly #times: Record<'interrupted' | 'hang' | 'handover', Set<number>> = {
    interrupted: new Set(),
    hang: new Set(),
    handover: new Set(),
  };

  hear(said: Said): void {
    switch (said.kind) {
      case 'artifact':
        if (this.#artifact === undefined || said.at >= this.#artifact.at) this.#artifact = said;
        break;
      case 'started':
        this.#started = said.at;
        break;
      case 'ended':
        // The report tells the very time, a status only when it was told.
        if (this.#ended === undefined || said.exact || !this.#ended.exact) this.#ended = said;
        break;
      case 'words':
        if (
          !this.#words.some(
            ({ at, role, text }) => at === said.at && role === said.role && text === said.text,
          )
        ) {
          this.#words.push(said);
        }
        break;
      case 'assistant':
        this.#assistantId = said.id;
        break;
      default:
        this.#times[said.kind].add(said.at);
    }
  }

  evidence(): Evidence {
    const artifact = this.#readArtifact();
    const inOrder = (times: ReadonlySet<number>): number[] => [...times].sort((a, b) => a - b);
    return {
      rows: artifact.rows,
      artifactOriginMs: artifact.originMs,
      metrics: artifact.metrics,
      startedMs: this.#started,
      endedMs: this.#ended?.at ?? null,
      interruptedMs: inOrder(this.#times.interrupted),
      hangMs: inOrder(this.#times.hang),
      handoverMs: inOrder(this.#times.handover),
      words: this.#words.toSorted((a, b) => a.at - b.at),
      assistantId: this.#assistantId,
    };
  }

  #readArtifact(): Artifact {
    return readArtifact(
      this.#artifact === undefined ? undefined : JSON.parse(this.#artifact.bytes.toString('utf8')),
    );
  }
}

/** What is known of a call of which nothing but events was seen. */
export const NO_EVIDENCE: Evidence = new Witness().evidence();
