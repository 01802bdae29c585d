// Turns a call into the facts of the part that was asked for; they are those of the whole, as far as they lie in it.
import type { Selection } from '../message/selection.ts';
import { type Call, callWith } from '../timeline/call.ts';
import { partOf } from '../timeline/part.ts';
import type { Segment } from '../timeline/segment.ts';
import { intersection, type Span } from '../timeline/spans.ts';
import { balanceOf } from './balance.ts';
import { type CallFacts, factsOf } from './facts.ts';
import { responseWaits, userWaits } from './responses.ts';
import type { Quiet } from './silences.ts';
import { measureTurns } from './turn.ts';

/** Who waited for whom, and who spoke over whom, is told by what lies around the part, too. Null where nothing is in it. */
export function factsWithin(call: Call, selection: Selection): CallFacts | null {
  const part = partOf(call, selection);
  if (part === null) return null;
  const whole = factsOf(call);
  if (part.call === call) return whole;
  const kept = new Set(part.call.segments);
  const inPart = ({ segment }: { readonly segment: Segment }): boolean => kept.has(segment);
  const { bargeIns, backchannels, falseStops } = whole.interruptions;
  const opening = call.segments.find(({ role }) => role === 'assistant');
  const responses = whole.responses.filter(inPart);
  const userStarts = whole.userStarts.filter(inPart);
  return {
    call: part.call,
    balance: balanceOf(call, part.times),
    firstWordMs: opening !== undefined && kept.has(opening) ? whole.firstWordMs : null,
    responses,
    userStarts,
    responseWaits: responseWaits(responses),
    userWaits: userWaits(userStarts),
    unanswered: whole.unanswered.filter((segment) => kept.has(segment)),
    interruptions: {
      bargeIns: bargeIns.filter(inPart),
      backchannels: backchannels.filter(inPart),
      falseStops: falseStops.filter(inPart),
    },
    silences: whole.silences.flatMap((quiet) => quietWithin(quiet, part.times)),
    turns: measureTurns({
      call: callWith(call, { turns: part.call.turns }),
      responses: whole.responses,
      unanswered: whole.unanswered,
      interruptions: whole.interruptions,
    }),
  };
}

/** What is cut off a long silence does not make it a short one. */
function quietWithin(quiet: Quiet, times: readonly Span[]): Quiet[] {
  return intersection([quiet], times).map((span) => ({ ...quiet, ...span }));
}
