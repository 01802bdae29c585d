// Turns the turns of calls into rows on standard output, each as soon as it is over, and all else into notes.
import { tableOf, type Words } from '../../report/model.ts';
import type { Invocation } from '../command.ts';
import { findingWords } from '../finding-table.ts';
import { note, present } from '../present.ts';
import { type TurnRow, turnColumns } from '../turn-table.ts';
import type { Stage } from './live.ts';
import { callWords } from './words.ts';

export function stageForPrograms(invocation: Invocation, onClosed: () => void): Stage {
  const rows = new Rows();
  let printed: Promise<void> | undefined;
  /** Before there is a row nothing is printed: the server may not even start. */
  const print = (): Promise<void> => {
    const table = { ...tableOf(turnColumns(true), rows), live: true };
    printed ??= present({ table }, invocation, { reads: true }).catch(() => {
      rows.close();
      onClosed();
    });
    return printed;
  };
  const say = (words: readonly Words[]): void => {
    note([words.map((word) => (typeof word === 'string' ? word : word.text)).join('')], invocation).catch(
      () => {},
    );
  };
  return {
    turn: (row) => {
      rows.push(row);
      print();
    },
    finding: (finding) => say(findingWords(finding)),
    ended: (call, facts) => say(callWords(call, facts)),
    standing: () => {},
    finish: async () => {
      rows.close();
      await print();
    },
  };
}

/** Rows for somebody who waits for the next one. */
class Rows implements AsyncIterable<TurnRow> {
  readonly #rows: TurnRow[] = [];
  #isClosed = false;
  #wake: () => void = () => {};

  push(row: TurnRow): void {
    if (this.#isClosed) return;
    this.#rows.push(row);
    this.#wake();
  }

  close(): void {
    this.#isClosed = true;
    this.#wake();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<TurnRow> {
    for (;;) {
      yield* this.#rows.splice(0);
      if (this.#rows.length > 0) continue;
      if (this.#isClosed) return;
      await new Promise<void>((wake) => {
        this.#wake = wake;
      });
    }
  }
}
