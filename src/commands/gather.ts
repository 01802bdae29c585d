// Turns an invocation into what its sources hold: counts, findings, and the events of each call.
import { resolve } from 'node:path';
import type { Contract } from '../contract/contract.ts';
import { builtInContract } from '../contract/load/built-in.ts';
import { contractFrom } from '../contract/load/from-file.ts';
import { TurnlineError } from '../errors.ts';
import type { Finding } from '../finding.ts';
import { type Source, STDIN, sourcesOf } from '../input/source.ts';
import { MAX_RECORD_BYTES } from '../limits.ts';
import type { Selection } from '../message/selection.ts';
import type { Work } from '../scan/batch.ts';
import { addTally, emptyTally, type Tally } from '../scan/tally.ts';
import { EventLog } from '../timeline/log.ts';
import type { Invocation } from './command.ts';
import { Outcome } from './outcome.ts';
import { progressFor, watchedScan } from './watched-scan.ts';

/** The sources that the operands name; standard input where there are none and something is piped in. */
export async function sourcesFor({ operands, host }: Invocation): Promise<Source[]> {
  if (operands.length > 0) return sourcesOf(operands, host);
  if (!host.stdin.isTerminal) return sourcesOf([STDIN], host);
  throw new TurnlineError('usage', 'nothing to read: name a file, or pipe something in');
}

/** The contract that messages are held against: ours, or that of --schema. */
export async function contractFor({ options, given, host }: Invocation): Promise<Contract> {
  if (options.schema === undefined) {
    if (given.schemaAt === undefined && given.asPublished === undefined && given.schemaDir === undefined)
      return builtInContract();
    throw new TurnlineError(
      'usage',
      '--schema-at, --schema-dir and --as-published say how to take --schema, which is missing',
    );
  }
  const { schemaAt: describes, schemaDir, asPublished } = options;
  const folder =
    schemaDir === undefined ? undefined : { path: resolve(host.cwd, schemaDir), name: schemaDir };
  return contractFrom(resolve(host.cwd, options.schema), options.schema, { describes, asPublished, folder });
}

/** What all sources hold. Of each finding `onFinding` is told as it is found. */
export interface Gathered {
  readonly tally: Tally;
  readonly outcome: Outcome;
  readonly log: EventLog;
  /** How many speech-updates made no event. */
  readonly unusable: number;
}

/** Reads the sources that the operands name to their end and keeps their events. */
export async function gather(
  invocation: Invocation,
  work: Work,
  onFinding?: (finding: Finding) => void,
): Promise<Gathered> {
  return gatherFrom(await sourcesFor(invocation), invocation, work, onFinding);
}

export async function gatherFrom(
  sources: readonly Source[],
  invocation: Invocation,
  work: Work,
  onFinding: (finding: Finding) => void = () => {},
): Promise<Gathered> {
  const tally = emptyTally();
  const outcome = new Outcome();
  const log = new EventLog();
  let unusable = 0;
  for await (const batch of watchedScan(sources, work, invocation, progressFor(invocation), true)) {
    addTally(tally, batch.tally);
    outcome.add(batch.findings);
    batch.findings.forEach(onFinding);
    unusable += batch.unusable;
    log.add(batch.events);
    for (const notice of batch.notices) log.note(notice);
  }
  return { tally, outcome, log, unusable };
}

/** What is to be done with every record, as far as the invocation says. */
export function workOf(contract: Contract | null, { options }: Invocation, selection: Selection): Work {
  const { at, maxRecord } = options;
  return { contract, selection, at, maxRecordBytes: maxRecord ?? MAX_RECORD_BYTES, timeline: true };
}
