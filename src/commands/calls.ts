// Turns a log into its calls, one after another, each as far as it was asked for.
import type { CallFacts } from '../measures/facts.ts';
import { factsWithin } from '../measures/part.ts';
import type { Selection } from '../message/selection.ts';
import { assembleCall, type Call } from '../timeline/call.ts';
import type { EventLog } from '../timeline/log.ts';
import { partOf } from '../timeline/part.ts';

export function* callsOf(log: EventLog, selection: Selection): Generator<Call> {
  for (const seen of log.calls()) {
    const part = partOf(assembleCall(seen), selection);
    if (part !== null) yield part.call;
  }
}

/** The same with what can be measured of each. */
export function* factsOfCalls(log: EventLog, selection: Selection): Generator<CallFacts> {
  for (const seen of log.calls()) {
    const facts = factsWithin(assembleCall(seen), selection);
    if (facts !== null) yield facts;
  }
}
