// Turns calls into pictures: the staff on the terminal, or files that other programs lay on the recording.
import { type Exit, TurnlineError } from '../errors.ts';
import type { CallFacts } from '../measures/facts.ts';
import { type Block, blank, line, tableOf, tone } from '../report/model.ts';
import { OVERLAYS, type OverlayName } from '../report/overlays/index.ts';
import { headingBlocks, totalsOf } from './call-page.ts';
import { factsOfCalls } from './calls.ts';
import type { Invocation } from './command.ts';
import { exportCalls } from './export.ts';
import { gather, workOf } from './gather.ts';
import type { Options } from './options.ts';
import { lookOf, note, present } from './present.ts';
import { scoreOf } from './score.ts';
import { selectionOf } from './selection.ts';
import { tellingOf } from './spoken.ts';
import { staffBlocks } from './staff-blocks.ts';
import { turnColumns, turnRows } from './turn-table.ts';

export async function run(invocation: Invocation): Promise<Iterable<Exit>> {
  const { options, given } = invocation;
  const overlay = overlayNamed(options.format);
  rejectIdle(overlay, given);
  rejectEmpty(options);
  const telling = tellingOf(invocation);
  const selection = selectionOf(invocation);
  const { tally, outcome, log, unusable } = await gather(invocation, workOf(null, invocation, selection));
  const calls = factsOfCalls(log, selection);
  if (overlay !== undefined) {
    // Where nothing was found, the notes tell why.
    if (tally.speechUpdates > 0) await exportCalls(overlay, calls, invocation);
  } else {
    const table = tableOf(
      turnColumns(true, options.text),
      (function* () {
        for (const facts of calls) yield* turnRows(facts, telling);
      })(),
    );
    await present({ table, page: () => pageOf(calls, invocation) }, invocation);
  }
  await note([...outcome.losses(tally, unusable), ...outcome.notes(tally, invocation)], invocation);
  return outcome.exits(tally, invocation);
}

function* pageOf(calls: Iterable<CallFacts>, invocation: Invocation): Generator<Block> {
  let first = true;
  for (const facts of calls) {
    if (!first) yield blank;
    first = false;
    yield* headingBlocks(facts.call, lookOf(invocation).timeZone);
    const score = scoreOf(facts, 'nothing');
    yield blank;
    if (score === null) yield line(tone('faint', 'without timestamps there is nothing to draw'));
    else yield* staffBlocks(score, invocation);
    yield blank;
    yield { kind: 'pairs', pairs: totalsOf(facts) };
  }
}

/** The overlay of a format's name; undefined for the formats that every command has. */
function overlayNamed(name: string | undefined): OverlayName | undefined {
  return (Object.keys(OVERLAYS) as OverlayName[]).find((overlay) => overlay === name);
}

/** A flag that would change nothing was meant for something else. */
function rejectIdle(overlay: OverlayName | undefined, given: Options): void {
  const { out, audio, from, to, fit, ascii, secondsPerColumn } = given;
  if (overlay === undefined && out !== undefined) {
    throw new TurnlineError(
      'usage',
      `--out wants a --format that makes files: ${Object.keys(OVERLAYS).join(', ')}`,
    );
  }
  if (overlay !== 'html' && audio !== undefined)
    throw new TurnlineError('usage', '--audio goes with --format html');
  const drawing = [from, to, fit, ascii, secondsPerColumn].some((option) => option !== undefined);
  if (overlay !== undefined && drawing) {
    throw new TurnlineError(
      'usage',
      `--from, --to, --fit, --ascii and --seconds-per-column are for the drawing, not for ${overlay}`,
    );
  }
}

function rejectEmpty({ from, to }: Options): void {
  if (from !== undefined && to !== undefined && from >= to)
    throw new TurnlineError('usage', '--from must be before --to');
}
