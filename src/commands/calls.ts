// Turns a log into its calls, one after another, each as far as it was asked for.
import { type CallFacts, factsOf } from '../measures/facts.ts';
import type { Selection } from '../message/selection.ts';
import { assembleCall, type Call } from '../timeline/call.ts';
import type { EventLog } from '../timeline/log.ts';
import { restricted } from '../timeline/restrict.ts';

export function* callsOf(log: EventLog, selection: Selection): Generator<Call> {
  for (const seen of log.calls()) {
    const call = restricted(assembleCall(seen), selection);
    if (call !== null) yield call;
  }
}

/** The same with what can be measured of each. */
export function* factsOfCalls(log: EventLog, selection: Selection): Generator<CallFacts> {
  for (const call of callsOf(log, selection)) yield factsOf(call);
}
