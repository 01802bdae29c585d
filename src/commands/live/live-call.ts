// Turns the events of one call, as they come, into who speaks now, and into the turns that are over.

import { type CallFacts, factsOf } from '../../measures/facts.ts';
import { EventColumns } from '../../message/columns.ts';
import type { Role, SpeechEvent } from '../../message/event.ts';
import type { Notice } from '../../message/notice.ts';
import { assembleCall } from '../../timeline/call.ts';
import { EventLog } from '../../timeline/log.ts';
import { type TurnRow, turnRows } from '../turn-table.ts';

/** A turn whose end never comes is shown when this many others have begun after it. */
const MOST_OPEN = 3;

export class LiveCall {
  readonly id: string | null;
  /** Who speaks, and since when, in ms of the stopwatch, as are all times here. */
  readonly speaking = new Map<Role, number>();
  /** When something was heard of it last, and when it was said to have ended. */
  heardAt: number;
  endedAt: number | null = null;
  /** Whether Vapi has sent its report, after which nothing comes. */
  isReported = false;
  findings = 0;
  readonly #log = new EventLog();
  readonly #begun = new Set<string>();
  readonly #shown = new Set<string>();
  #exchange = 0;

  constructor(id: string | null, now: number) {
    this.id = id;
    this.heardAt = now;
  }

  note(notice: Notice, now: number): void {
    this.heardAt = now;
    this.#log.note(notice);
    const { said } = notice;
    if (said.kind !== 'ended') return;
    this.endedAt ??= now;
    this.isReported ||= said.exact;
  }

  /** Gives the turns that are over by this event. */
  hear(event: SpeechEvent, now: number): TurnRow[] {
    this.heardAt = now;
    const heard = new EventColumns();
    heard.push(event);
    this.#log.add(heard);
    const { role, status, turn } = event;
    if (status === 'stopped') this.speaking.delete(role);
    else {
      this.speaking.set(role, now);
      if (turn === null && role === 'user') this.#exchange++;
      this.#begun.add(String(turn ?? `exchange ${this.#exchange}`));
    }
    // To put a call together costs more than to read its events, so it is done only where a turn may be over.
    return this.#begun.size - this.#shown.size > 1 ? this.#over() : [];
  }

  /** The turns that were not shown yet, and what the whole call comes to; null where nobody spoke. */
  end(): { readonly rows: TurnRow[]; readonly facts: CallFacts | null } {
    this.speaking.clear();
    const facts = this.#facts();
    return { rows: facts === null ? [] : this.#unshown(turnRows(facts)), facts };
  }

  #facts(): CallFacts | null {
    for (const seen of this.#log.calls()) return factsOf(assembleCall(seen));
    return null;
  }

  #over(): TurnRow[] {
    const facts = this.#facts();
    if (facts === null) return [];
    const rows = turnRows(facts).slice(0, -1);
    const isOpen = (row: TurnRow): boolean =>
      [...row.turn.user, ...row.turn.assistant].some(
        ({ role, end }) => end.kind !== 'observed' && this.speaking.has(role),
      );
    return this.#unshown(rows.filter((row, index) => !isOpen(row) || rows.length - index > MOST_OPEN));
  }

  #unshown(rows: readonly TurnRow[]): TurnRow[] {
    const fresh = rows.filter(({ turn }) => !this.#shown.has(String(turn.number)));
    for (const { turn } of fresh) this.#shown.add(String(turn.number));
    return fresh;
  }
}
