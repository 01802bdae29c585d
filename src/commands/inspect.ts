// Turns captures into one page that answers both questions: whether the messages are right, and who spoke when.
import type { Exit } from '../errors.ts';
import { type CallFacts, factsOf } from '../measures/facts.ts';
import { FindingGroups } from '../report/groups.ts';
import { type Block, blank, line, tableOf } from '../report/model.ts';
import { assembleCall } from '../timeline/call.ts';
import type { EventLog } from '../timeline/log.ts';
import { callBlocks } from './call-page.ts';
import type { Invocation } from './command.ts';
import { groupLines, tallyWords } from './finding-table.ts';
import { contractFor, gather, workOf } from './gather.ts';
import { overviewBlocks } from './overview-page.ts';
import { note, present } from './present.ts';
import { type TurnRow, turnColumns, turnRows } from './turn-table.ts';

/** More calls than this are shown by a line each. */
const MANY_CALLS = 10;
/** More groups of findings than this are left to `validate`. */
const FIRST_FINDINGS = 10;

export async function run(invocation: Invocation): Promise<Iterable<Exit>> {
  const { options } = invocation;
  const groups = new FindingGroups();
  const work = workOf(await contractFor(invocation), { call: options.call });
  const { tally, outcome, log } = await gather(invocation, work, (finding) => groups.add(finding));
  await present(
    {
      table: tableOf(turnColumns(true, options.text), rowsOf(log, options.text)),
      *page() {
        yield line(...tallyWords(tally));
        yield* groupLines(groups, tally, FIRST_FINDINGS);
        yield* log.size > MANY_CALLS && options.all !== true ? overview(log) : calls(log, invocation);
      },
    },
    invocation,
  );
  await note(outcome.notes(tally, invocation), invocation);
  return outcome.exits(tally, invocation);
}

function* callsOf(log: EventLog): Generator<CallFacts> {
  for (const seen of log.calls()) yield factsOf(assembleCall(seen));
}

function* rowsOf(log: EventLog, text: boolean | undefined): Generator<TurnRow> {
  for (const facts of callsOf(log)) yield* turnRows(facts, text);
}

function* overview(log: EventLog): Generator<Block> {
  yield blank;
  yield* overviewBlocks([...callsOf(log)]);
}

function* calls(log: EventLog, invocation: Invocation): Generator<Block> {
  for (const facts of callsOf(log)) {
    yield blank;
    yield* callBlocks(facts, invocation, log.size === 1);
  }
}
