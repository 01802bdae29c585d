// Turns captures into findings, each with its place, and a tally of what was read.
import type { Exit } from '../errors.ts';
import type { Finding } from '../finding.ts';
import { FindingGroups } from '../report/groups.ts';
import { type Block, blank, line, tableOf } from '../report/model.ts';
import { addTally, emptyTally } from '../scan/tally.ts';
import { assembleCall } from '../timeline/call.ts';
import { EventLog } from '../timeline/log.ts';
import type { Invocation } from './command.ts';
import { findingColumns, findingWords, groupLines, tallyWords } from './finding-table.ts';
import { contractFor, sourcesFor, workOf } from './gather.ts';
import { Outcome } from './outcome.ts';
import { note, present } from './present.ts';
import { Quarantine } from './quarantine.ts';
import { selectionOf } from './selection.ts';
import { progressFor, watchedScan } from './watched-scan.ts';

export async function run(invocation: Invocation): Promise<Iterable<Exit>> {
  const { options } = invocation;
  // The groups of a log that goes on are never complete.
  const grouped = options.group !== false && options.follow !== true;
  const contract = await contractFor(invocation);
  const quarantine = new Quarantine(invocation);
  const { verbose: everything } = options;
  const work = {
    ...workOf(contract, invocation, selectionOf(invocation)),
    everything,
    keep: quarantine.wants,
    timeline: options.sequence === true,
  };
  const sources = await sourcesFor(invocation);
  const patient = grouped && !work.keep.valid && !work.keep.invalid;
  const tally = emptyTally();
  const outcome = new Outcome();
  const groups = new FindingGroups();
  const progress = progressFor(invocation);

  /** Findings as they are found. Can be run through once. */
  async function* found(): AsyncGenerator<readonly Finding[]> {
    const log = new EventLog();
    for await (const batch of watchedScan(sources, work, invocation, progress, patient)) {
      addTally(tally, batch.tally);
      await quarantine.take(batch);
      yield noted(batch.findings);
      if (options.sequence === true) log.add(batch.events);
    }
    for (const seen of log.calls()) yield noted(assembleCall(seen).findings);
    await quarantine.finish();
  }
  function noted(findings: readonly Finding[]): readonly Finding[] {
    outcome.add(findings);
    for (const finding of findings) groups.add(finding);
    return findings;
  }
  async function* each(): AsyncGenerator<Finding> {
    for await (const findings of found()) yield* findings;
  }
  async function* page(): AsyncGenerator<Block> {
    const limit = options.limit ?? Number.POSITIVE_INFINITY;
    let shown = 0;
    for await (const findings of found()) {
      if (grouped) continue;
      for (const finding of findings) if (shown++ < limit) yield line(...findingWords(finding));
    }
    if (grouped) yield* groupLines(groups, tally, limit);
    if (outcome.severities.size > 0) yield blank;
    yield line(...tallyWords(tally));
  }
  const all = each();
  const document = {
    list: 'findings',
    rest: () => ({ tally, groups: groups.list().map(({ firstPointer: _, ...group }) => group) }),
  };
  const report = { table: tableOf(findingColumns, all), page, document, findings: all };
  const way = {
    stream: quarantine.takesStdout ? 'stderr' : 'stdout',
    begin: () => progress.end(),
    reads: true,
  } as const;
  await present(report, invocation, way).catch(async (failure: unknown) => {
    throw await quarantine.abandon(failure);
  });
  await note([...outcome.notes(tally, invocation), ...quarantine.notes()], invocation);
  return outcome.exits(tally, invocation);
}
