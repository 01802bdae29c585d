// Turns what happens in calls into lines on standard output, with how things stand in a line at the foot of a terminal.
import { cutTo } from '../../report/cut.ts';
import { FootedSink } from '../../report/foot.ts';
import { painter } from '../../report/formats/paint.ts';
import { Ruler } from '../../report/formats/ruler.ts';
import type { Words } from '../../report/model.ts';
import { visible } from '../../report/visible.ts';
import type { Invocation } from '../command.ts';
import { findingWords } from '../finding-table.ts';
import { lookOf } from '../present.ts';
import type { Stage } from './live.ts';
import { callWords, standingWords, turnWords } from './words.ts';

export async function stageForPeople(invocation: Invocation, onClosed: () => void): Promise<Stage> {
  const paint = await painter(lookOf(invocation));
  const sink = new FootedSink(invocation.host.stdout);
  const ruler = new Ruler();
  const writing = new InTurn(onClosed);
  const print = (words: readonly Words[]): void =>
    writing.next(() => sink.write(`${words.map(paint).join('')}\n`));
  return {
    turn: (row) => print(turnWords(row)),
    finding: (finding) => print(findingWords(finding)),
    ended: (call, facts) => print(callWords(call, facts)),
    standing: (calls, now) => {
      if (!sink.isTerminal) return;
      const text = visible(standingWords(calls, now));
      writing.next(async () => {
        await ruler.prepare([text]);
        await sink.draw(cutTo(text, (sink.columns ?? 80) - 1, ruler));
      });
    },
    finish: () => {
      writing.next(() => sink.draw(''));
      return writing.done();
    },
  };
}

/** Writes one text after another, and nothing more once nobody reads. */
class InTurn {
  readonly #onClosed: () => void;
  #last: Promise<void> = Promise.resolve();
  #isOpen = true;

  constructor(onClosed: () => void) {
    this.#onClosed = onClosed;
  }

  next(write: () => Promise<void>): void {
    this.#last = this.#last.then(async () => {
      if (!this.#isOpen) return;
      try {
        await write();
      } catch {
        this.#isOpen = false;
        this.#onClosed();
      }
    });
  }

  done(): Promise<void> {
    return this.#last;
  }
}
