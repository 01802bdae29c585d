// Turns a call into what people read of it: a heading, its turns, and its totals.
import { type Balance, balanceOf } from '../measures/balance.ts';
import { distributionOf } from '../measures/distribution.ts';
import { measureTurns } from '../measures/turn.ts';
import { firstWordMs, responsesOf, unansweredOf } from '../measures/waits.ts';
import type { Role } from '../message/event.ts';
import { type Block, blank, line, tableOf, tone, type Words } from '../report/model.ts';
import { clock, duration, instant, share, UNTOLD } from '../report/shown.ts';
import type { Call } from '../timeline/call.ts';
import { isMeasured } from '../timeline/segment.ts';
import { count } from './outcome.ts';
import { turnColumns, turnRows } from './turn-table.ts';

type Pair = readonly [name: string, value: readonly Words[]];

export function* callBlocks(call: Call, timeZone: string): Generator<Block> {
  yield line(tone('strong', call.id === null ? `call without an id in ${call.source}` : `call ${call.id}`));
  yield line(tone('faint', headingOf(call, timeZone)));
  yield blank;
  yield { kind: 'table', table: tableOf(turnColumns(false), turnRows(call)) };
  yield blank;
  yield { kind: 'pairs', pairs: totalsOf(call) };
}

/** When, how long, how many events, and what was mended. */
export function headingOf({ origin, window, events, numbering }: Call, timeZone: string): string {
  const parts = [
    origin === null ? 'no timestamps: order only' : instant(origin.at, timeZone),
    window === null ? '' : clock(window.end - window.start, 1),
    count(events.read, 'event'),
    events.redelivered > 0 ? `${events.redelivered} redelivered` : '',
    events.reordered > 0 ? `${events.reordered} reordered` : '',
    events.repaired > 0 ? `${events.repaired} repaired` : '',
    `numbering ${numbering}`,
  ];
  return parts.filter((part) => part !== '').join(' · ');
}

function totalsOf(call: Call): Pair[] {
  const balance = balanceOf(call);
  const pairs: Pair[] = [];
  if (balance !== null && call.segments.some(isMeasured)) pairs.push(['speech', speechOf(call, balance)]);
  pairs.push(['waits', waitsOf(call)]);
  return pairs;
}

function speechOf({ segments }: Call, balance: Balance): Words[] {
  const { windowMs, speechMs, overlapMs, silenceMs, unknownMs } = balance;
  const ofWindow = (ms: number): string => `${duration(ms)} (${share(ms / windowMs)})`;
  const ofRole = (role: Role): string => {
    const own = segments.filter((segment) => segment.role === role);
    return own.length > 0 && !own.some(isMeasured) ? UNTOLD : ofWindow(speechMs[role]);
  };
  const words: Words[] = [
    tone('assistant', 'assistant'),
    ` ${ofRole('assistant')}   `,
    tone('user', 'user'),
    ` ${ofRole('user')}   overlap ${duration(overlapMs)}   silence ${ofWindow(silenceMs)}`,
  ];
  if (unknownMs > 0) words.push('   ', tone('warning', `unknown ${duration(unknownMs)}`));
  return words;
}

function waitsOf(call: Call): Words[] {
  const responses = responsesOf(call);
  const waits = responses.map(({ waitMs }) => waitMs).filter((ms) => ms !== null);
  const words: Words[] = waits.length === 0 ? ['none can be measured'] : responseWords(call, waits);
  const hidden = responses.filter(({ kind }) => kind === 'late-stop').length;
  if (hidden > 0) words.push(tone('faint', `   ${hidden} hidden by a late stop`));
  const unanswered = unansweredOf(call).length;
  if (unanswered > 0) words.push('   ', tone('warning', `${unanswered} unanswered`));
  // Where the log begins with the assistant's first word, nothing tells how long it took.
  const first = call.origin?.source === 'first-event' ? null : firstWordMs(call);
  if (first !== null) words.push(`   first word ${duration(first)}`);
  return words;
}

function responseWords(call: Call, waits: readonly number[]): Words[] {
  const { n, medianMs, maxMs } = distributionOf(waits);
  const slowest = measureTurns(call).find(({ response }) => response !== null && response.waitMs === maxMs);
  return [
    `median ${duration(medianMs ?? 0)}   max ${duration(maxMs ?? 0)} in turn ${slowest?.turn.number ?? UNTOLD}`,
    `   n ${n}, event clock`,
  ];
}
