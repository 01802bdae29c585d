// Turns what happens in calls into lines on standard output, with how things stand in a line at the foot of a terminal.
import type { Finding } from '../../finding.ts';
import type { Host } from '../../host.ts';
import { painter } from '../../report/formats/paint.ts';
import type { Words } from '../../report/model.ts';
import { visible } from '../../report/visible.ts';
import type { Invocation } from '../command.ts';
import { findingLine } from '../finding-table.ts';
import { lookOf } from '../present.ts';
import type { Stage } from './live.ts';
import { callWords, standingWords, turnWords } from './words.ts';

/** To the start of the line, and nothing left in it. */
const CLEAR = '\r\u001b[2K';

export async function stageForPeople(invocation: Invocation, onClosed: () => void): Promise<Stage> {
  const { stdout } = invocation.host;
  const paint = await painter(lookOf(invocation));
  const sink = new InTurn(stdout, onClosed);
  let foot = '';
  const print = (words: readonly Words[]): void => {
    const text = `${words.map(paint).join('')}\n`;
    sink.write(foot === '' ? text : `${CLEAR}${text}${foot}`);
  };
  return {
    turn: (row) => print(turnWords(row)),
    finding: (finding) => print(wordsOf(finding)),
    ended: (call, facts) => print(callWords(call, facts)),
    standing: (calls, now) => {
      if (!stdout.isTerminal) return;
      const text = visible(standingWords(calls, now)).slice(0, (stdout.columns ?? 80) - 1);
      if (text === foot) return;
      foot = text;
      sink.write(`${CLEAR}${text}`);
    },
    finish: async () => {
      if (foot !== '') sink.write(CLEAR);
      await sink.done();
    },
  };
}

function wordsOf(finding: Finding): readonly Words[] {
  const block = findingLine(finding);
  return block.kind === 'line' ? block.words : [];
}

/** Writes one text after another, and nothing more once nobody reads. */
class InTurn {
  readonly #sink: Host['stdout'];
  readonly #onClosed: () => void;
  #last: Promise<void> = Promise.resolve();
  #isOpen = true;

  constructor(sink: Host['stdout'], onClosed: () => void) {
    this.#sink = sink;
    this.#onClosed = onClosed;
  }

  write(text: string): void {
    this.#last = this.#last.then(async () => {
      if (!this.#isOpen) return;
      try {
        await this.#sink.write(text);
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
