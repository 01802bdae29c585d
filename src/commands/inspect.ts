// Turns captures into one page that answers both questions: whether the messages are right, and who spoke when.
import type { Exit } from '../errors.ts';
import type { Selection } from '../message/selection.ts';
import { FindingGroups } from '../report/groups.ts';
import { type Block, blank, line, tableOf } from '../report/model.ts';
import type { EventLog } from '../timeline/log.ts';
import { callBlocks } from './call-page.ts';
import { factsOfCalls } from './calls.ts';
import type { Invocation } from './command.ts';
import { groupLines, tallyWords } from './finding-table.ts';
import { contractFor, gather, workOf } from './gather.ts';
import { overviewBlocks } from './overview-page.ts';
import { note, present } from './present.ts';
import { selectionOf } from './selection.ts';
import { tellingOf } from './spoken.ts';
import { turnColumns } from './turn-table.ts';
import { rowsOf, turnsOver } from './turns.ts';

/** More calls than this are shown by a line each. */
const MANY_CALLS = 10;
/** More groups of findings than this are left to `validate`. */
const FIRST_FINDINGS = 10;

export async function run(invocation: Invocation): Promise<Iterable<Exit>> {
  const { options } = invocation;
  const telling = tellingOf(invocation);
  if (options.follow === true) {
    const { runFollowed } = await import('./followed.ts');
    const contract = await contractFor(invocation);
    return runFollowed(invocation, turnColumns(true, options.text), turnsOver(invocation, telling), contract);
  }
  const groups = new FindingGroups();
  const selection = selectionOf(invocation);
  const work = workOf(await contractFor(invocation), invocation, selection);
  const { tally, outcome, log } = await gather(invocation, work, (finding) => groups.add(finding));
  await present(
    {
      table: tableOf(turnColumns(true, options.text), rowsOf(log, selection, telling)),
      *page() {
        yield line(...tallyWords(tally));
        yield* groupLines(groups, tally, FIRST_FINDINGS);
        yield* log.size > MANY_CALLS && options.all !== true
          ? overview(log, selection)
          : calls(log, selection, invocation);
      },
    },
    invocation,
  );
  await note(outcome.notes(tally, invocation), invocation);
  return outcome.exits(tally, invocation);
}

function* overview(log: EventLog, selection: Selection): Generator<Block> {
  yield blank;
  yield* overviewBlocks(factsOfCalls(log, selection));
}

function* calls(log: EventLog, selection: Selection, invocation: Invocation): Generator<Block> {
  for (const facts of factsOfCalls(log, selection)) {
    yield blank;
    yield* callBlocks(facts, invocation, log.size === 1);
  }
}
