// Turns captures into findings, each with its place, and a tally of what was read.
import type { Exit } from '../errors.ts';
import type { Finding } from '../finding.ts';
import { type Block, blank, line, tableOf } from '../report/model.ts';
import { scan } from '../scan/scan.ts';
import { addTally, emptyTally } from '../scan/tally.ts';
import { assembleCall } from '../timeline/call.ts';
import { EventLog } from '../timeline/log.ts';
import type { Invocation } from './command.ts';
import { findingColumns, findingLine, tallyWords } from './finding-table.ts';
import { contractFor, sourcesFor, workOf } from './gather.ts';
import { Outcome } from './outcome.ts';
import { note, present } from './present.ts';

export async function run(invocation: Invocation): Promise<Iterable<Exit>> {
  const { options, host } = invocation;
  const work = workOf(await contractFor(invocation), { call: options.call, role: options.role });
  const sources = await sourcesFor(invocation);
  const tally = emptyTally();
  const outcome = new Outcome();
  const kept: Finding[] = [];

  async function* findings(): AsyncGenerator<Finding> {
    const log = new EventLog();
    for await (const batch of scan(sources, work, host.interrupt)) {
      addTally(tally, batch.tally);
      outcome.add(batch.findings);
      yield* batch.findings;
      if (options.sequence === true) for (const event of batch.events) log.add(event);
    }
    for (const events of log.calls()) {
      const { findings: breaches } = assembleCall(events);
      outcome.add(breaches);
      yield* breaches;
    }
  }
  async function* keeping(): AsyncGenerator<Finding> {
    for await (const finding of findings()) {
      kept.push(finding);
      yield finding;
    }
  }
  async function* page(): AsyncGenerator<Block> {
    let any = false;
    for await (const finding of findings()) {
      any = true;
      yield findingLine(finding);
    }
    if (any) yield blank;
    yield line(...tallyWords(tally));
  }
  const table = tableOf(findingColumns, options.format === 'json' ? keeping() : findings());
  const document = (): object => ({ tally, findings: kept.map(asRow), groups: [] });
  await present({ table, page, document }, invocation);

  await note(outcome.notes(tally, invocation), invocation);
  return outcome.exits(tally, invocation);
}

function asRow(finding: Finding): object {
  return Object.fromEntries(findingColumns.map(({ key, value }) => [key, value(finding)]));
}
