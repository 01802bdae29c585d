// Turns captures that grow into rows of what is over in each call, as soon as it is, with findings beside them as they come.
import type { Contract } from '../contract/contract.ts';
import { type Exit, unlessClosed } from '../errors.ts';
import type { CallFacts } from '../measures/facts.ts';
import { factsWithin } from '../measures/part.ts';
import { cutTo } from '../report/cut.ts';
import { FootedSink } from '../report/foot.ts';
import { Ruler } from '../report/formats/ruler.ts';
import { type Column, tableOf } from '../report/model.ts';
import { visible } from '../report/visible.ts';
import type { Batch } from '../scan/batch.ts';
import { scanFollowed } from '../scan/follow.ts';
import { addTally, emptyTally } from '../scan/tally.ts';
import { type Closed, LiveCalls } from '../timeline/live.ts';
import type { Invocation } from './command.ts';
import { findingText, tallyText } from './finding-table.ts';
import { sourcesFor, workOf } from './gather.ts';
import { footOf } from './live-foot.ts';
import { Outcome } from './outcome.ts';
import { note, present } from './present.ts';
import { selectionOf } from './selection.ts';

/** What is over is looked for so often where nothing comes. */
const TICK_MS = 500;

/** Rows of the turns with these numbers, of a call as far as it was asked for. */
export type RowsOf<Row> = (facts: CallFacts, numbers: ReadonlySet<number | null>) => Iterable<Row>;

/** Messages are judged where there is a contract. */
export async function runFollowed<Row>(
  invocation: Invocation,
  columns: readonly Column<Row>[],
  rowsOf: RowsOf<Row>,
  contract: Contract | null,
): Promise<Iterable<Exit>> {
  const { host } = invocation;
  const selection = selectionOf(invocation);
  const sources = await sourcesFor(invocation);
  const tally = emptyTally();
  const outcome = new Outcome();
  const calls = new LiveCalls();
  const stdout = new FootedSink(host.stdout);
  const ruler = new Ruler();

  async function* rows(): AsyncGenerator<Row> {
    const work = workOf(contract, invocation, selection);
    for await (const batch of ticking(scanFollowed(sources, work, host.interrupt), TICK_MS)) {
      if (batch !== undefined) await take(batch);
      for (const closed of calls.closed(host.stopwatchMs())) yield* rowsIn(closed);
      if (stdout.isTerminal) await drawFoot();
    }
    for (const closed of calls.rest()) yield* rowsIn(closed);
    await stdout.draw('');
  }

  function* rowsIn({ call, turns }: Closed): Generator<Row> {
    const facts = factsWithin(call, selection);
    if (facts !== null) yield* rowsOf(facts, new Set(turns.map(({ number }) => number)));
  }

  async function take(batch: Batch): Promise<void> {
    addTally(tally, batch.tally);
    outcome.add(batch.findings);
    calls.take(batch.events, batch.notices, host.stopwatchMs());
    if (batch.findings.length === 0) return;
    const text = batch.findings.map((finding) => `${visible(findingText(finding))}\n`).join('');
    await stdout.beside(() => host.stderr.write(text).catch(unlessClosed));
  }

  async function drawFoot(): Promise<void> {
    const text = visible(footOf([...calls.open()], host.epochMs()));
    await ruler.prepare([text]);
    await stdout.draw(cutTo(text, (stdout.columns ?? 80) - 1, ruler));
  }

  const live = { ...tableOf(columns, rows()), live: true };
  await present({ table: live }, { ...invocation, host: hostWith(invocation, stdout) }, { reads: true });
  await note([tallyText(tally), ...outcome.notes(tally, invocation)], invocation);
  return outcome.exits(tally, invocation);
}

function hostWith({ host }: Invocation, stdout: FootedSink): Invocation['host'] {
  // Its getters are costly, so they are not copied.
  return Object.create(host, { stdout: { value: stdout } });
}

/** The items of a stream, and undefined where none came for so long. */
async function* ticking<Item>(stream: AsyncGenerator<Item>, ms: number): AsyncGenerator<Item | undefined> {
  let next = stream.next();
  for (;;) {
    let timer: NodeJS.Timeout | undefined;
    const tick = new Promise<'tick'>((settle) => {
      timer = setTimeout(() => settle('tick'), ms);
    });
    const first = await Promise.race([next, tick]);
    clearTimeout(timer);
    if (first === 'tick') yield undefined;
    else if (first.done === true) return;
    else {
      yield first.value;
      next = stream.next();
    }
  }
}
