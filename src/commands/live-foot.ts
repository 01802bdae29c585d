// Turns the calls that go on into one line: who speaks in each, or who waits for whom.
import { clock } from '../report/shown.ts';
import type { Call } from '../timeline/call.ts';
import { count } from './outcome.ts';

/** More calls than this are only counted. */
const MOST = 3;
/** A log that is older than this is read, not lived. */
const RECENT_MS = 10 * 60_000;

/** `now` is in epoch ms, as are the times of segments. Empty where no call goes on. */
export function footOf(calls: readonly Call[], now: number): string {
  const latest = calls.slice(-MOST).reverse();
  const more = calls.length - latest.length;
  const parts = latest.map((call) => stateOf(call, now));
  return [...parts, ...(more > 0 ? [count(more, 'more call')] : [])].join('  |  ');
}

function stateOf({ id, segments }: Call, now: number): string {
  const name = id === null ? 'call' : `call ${id.slice(0, 8)}`;
  const last = segments.at(-1);
  if (last === undefined) return name;
  const speaks = segments.findLast(({ flags }) => flags.includes('no-stop'));
  const { role, turn, start, end } = speaks ?? last;
  const since = speaks === undefined ? end.at : start.at;
  const passed =
    since === null || now - since > RECENT_MS || now < since ? '' : ` for ${clock(now - since, 0)}`;
  const where = turn === null ? '' : ` turn ${turn},`;
  return `${name}:${where} ${speaks === undefined ? `silence after the ${role}` : `${role} speaks`}${passed}`;
}
