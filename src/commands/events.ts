// Turns captures into a slim one: each message as small as a timeline allows, line by line as it is read.
import type { Exit } from '../errors.ts';
import { type Heard, Slimmer } from '../message/slim/slimmer.ts';
import { size } from '../report/shown.ts';
import { visibleJson } from '../report/visible.ts';
import { scan } from '../scan/scan.ts';
import { addTally, emptyTally } from '../scan/tally.ts';
import type { Invocation } from './command.ts';
import { sourcesFor, workOf } from './gather.ts';
import { count, Outcome } from './outcome.ts';
import { note } from './present.ts';
import { selectionOf } from './selection.ts';

export async function run(invocation: Invocation): Promise<Iterable<Exit>> {
  const { options, host } = invocation;
  const slimmer = new Slimmer({ times: options.times === true, names: options.text === true });
  const seen = new Seen();
  const onMessage = (heard: Heard): void => {
    seen.add(heard);
    slimmer.hear(heard);
  };
  const work = { ...workOf(null, invocation, selectionOf(invocation)), timeline: false, onMessage };
  const tally = emptyTally();
  const outcome = new Outcome();
  let writtenBytes = 0;
  const pass = async (): Promise<void> => {
    const bytes = slimmer.take();
    writtenBytes += bytes.length;
    if (bytes.length === 0) return;
    await host.stdout.write(host.stdout.isTerminal ? visibleJson(String(bytes)) : bytes);
  };
  for await (const batch of scan(await sourcesFor(invocation), work, host.interrupt)) {
    addTally(tally, batch.tally);
    outcome.add(batch.findings);
    await pass();
  }
  slimmer.finish();
  await pass();
  await note(
    [...outcome.losses(tally, 0), ...outcome.notes(tally, invocation), ...seen.notes(writtenBytes)],
    invocation,
  );
  return outcome.exits(tally, invocation);
}

/** What was read, as far as notes tell of it. */
class Seen {
  #messages = 0;
  #bytes = 0;
  readonly #nameless = new Set<string>();

  /** A line break after each document is counted too, as after each that is written. */
  add({ reader: { message, isSpeech, start, end }, source }: Heard): void {
    this.#messages++;
    this.#bytes += end - start + 1;
    if (isSpeech && message.callId === undefined) this.#nameless.add(source);
  }

  notes(writtenBytes: number): string[] {
    if (this.#messages === 0) return [];
    const share = ((writtenBytes / this.#bytes) * 100).toFixed(1);
    const notes = [
      `${count(this.#messages, 'message')} of ${size(this.#bytes)} came to ${size(writtenBytes)}, ${share} %`,
    ];
    if (this.#nameless.size > 1)
      notes.push(
        `messages of ${this.#nameless.size} sources tell no call: in one capture they are read as one call`,
      );
    return notes;
  }
}
