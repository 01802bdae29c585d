// Turns a call into what people read of it: a heading, its turns, and its totals.
import { type Balance, speechMsOf, talkShare } from '../measures/balance.ts';
import { distributionOf } from '../measures/distribution.ts';
import type { CallFacts } from '../measures/facts.ts';
import { yields } from '../measures/interruptions.ts';
import { longestMonologueMs } from '../measures/monologues.ts';
import type { ClockedWaits } from '../measures/responses.ts';
import { deadAirOf } from '../measures/silences.ts';
import { type Block, blank, line, tableOf, tone, type Words } from '../report/model.ts';
import { clock, duration, instant, share, UNTOLD } from '../report/shown.ts';
import type { Call } from '../timeline/call.ts';
import { isMeasured } from '../timeline/segment.ts';
import type { Invocation } from './command.ts';
import { count } from './outcome.ts';
import { lookOf } from './present.ts';
import { scoreOf } from './score.ts';
import { tellingOf } from './spoken.ts';
import { staffBlocks } from './staff-blocks.ts';
import { turnColumns, turnRows } from './turn-table.ts';

type Pair = readonly [name: string, value: readonly Words[]];

/** With `drawn`, the call's staff comes first. */
export function* callBlocks(facts: CallFacts, invocation: Invocation, drawn: boolean): Generator<Block> {
  const { text, role } = invocation.options;
  yield* headingBlocks(facts.call, lookOf(invocation).timeZone);
  yield blank;
  const score =
    drawn && facts.balance !== null && facts.balance.windowMs > 0 ? scoreOf(facts, 'nothing') : null;
  if (score !== null) {
    yield* staffBlocks(score, invocation);
    yield blank;
  }
  const rows = turnRows(facts, tellingOf(invocation), role);
  yield { kind: 'table', table: tableOf(turnColumns(false, text), rows) };
  yield blank;
  yield { kind: 'pairs', pairs: totalsOf(facts) };
}

export function* headingBlocks(call: Call, timeZone: string | undefined): Generator<Block> {
  yield line(tone('strong', call.id === null ? `call without an id in ${call.source}` : `call ${call.id}`));
  yield line(tone('faint', headingOf(call, timeZone)));
}

/** When, how long, how many events, and what was mended. */
function headingOf({ origin, window, events, numbering }: Call, timeZone: string | undefined): string {
  const parts = [
    origin === null
      ? 'no timestamps: order only'
      : `${instant(origin.at, timeZone)} (${SOURCES[origin.source]})`,
    window === null ? '' : clock(window.end - window.start, 1),
    count(events.read, 'event'),
    events.redelivered > 0 ? `${events.redelivered} redelivered` : '',
    events.reordered > 0 ? `${events.reordered} reordered` : '',
    events.repaired > 0 ? `${events.repaired} repaired` : '',
    `numbering ${numbering}`,
  ];
  return parts.filter((part) => part !== '').join(' · ');
}

const SOURCES = {
  'call.startedAt': 'call.startedAt',
  artifact: 'by the artifact',
  'first-event': 'first event',
};

export function totalsOf(facts: CallFacts): Pair[] {
  const { call, balance } = facts;
  const pairs: Pair[] = [];
  if (balance !== null && balance.windowMs > 0 && call.segments.some(isMeasured)) {
    pairs.push(['speech', speechOf(facts, balance)]);
  }
  pairs.push(['response', responseWords(facts)]);
  const user = facts.userWaits;
  if (user.waits.length > 0) pairs.push(['user', distributionWords(user)]);
  const talk = interruptionWords(facts);
  if (talk.length > 0) pairs.push(['over', talk]);
  const still = stillWords(facts);
  if (still.length > 0) pairs.push(['long', still]);
  const own = vapiWords(call);
  if (own.length > 0) pairs.push(['Vapi says', own]);
  return pairs;
}

function speechOf(facts: CallFacts, balance: Balance): Words[] {
  const { windowMs, overlapMs, silenceMs, unknownMs } = balance;
  const ofWindow = (ms: number | null): string =>
    ms === null ? UNTOLD : `${duration(ms)} (${share(ms / windowMs)})`;
  const talk = talkShare(facts, 'assistant');
  const words: Words[] = [
    tone('assistant', 'assistant'),
    ` ${ofWindow(speechMsOf(facts, 'assistant'))}   `,
    tone('user', 'user'),
    ` ${ofWindow(speechMsOf(facts, 'user'))}   overlap ${duration(overlapMs)}   silence ${ofWindow(silenceMs)}`,
  ];
  if (unknownMs > 0) words.push('   ', tone('warning', `unknown ${duration(unknownMs)}`));
  if (talk !== null) words.push(tone('faint', `   ${share(talk)} of the talk is the assistant's`));
  return words;
}

function responseWords(facts: CallFacts): Words[] {
  const { responses, unanswered, firstWordMs } = facts;
  const waits = facts.responseWaits;
  const words: Words[] = waits.waits.length === 0 ? ['none can be measured'] : distributionWords(waits);
  const hidden = waits.clock === 'event' ? responses.filter(({ lateStop }) => lateStop).length : 0;
  if (hidden > 0) words.push(tone('faint', `   ${hidden} hidden by a late stop`));
  if (unanswered.length > 0) words.push('   ', tone('warning', `${unanswered.length} unanswered`));
  if (firstWordMs !== null) words.push(`   first word after ${duration(firstWordMs)}`);
  return words;
}

function distributionWords(waits: ClockedWaits): Words[] {
  const { n, medianMs, p95Ms, maxMs } = waits.distribution;
  const p95 = p95Ms === null ? '' : `   p95 ${duration(p95Ms)}`;
  const turn = waits.longest?.segment.turn;
  const where = turn === null || turn === undefined ? '' : ` in turn ${turn}`;
  return [
    `median ${duration(medianMs ?? 0)}${p95}   max ${duration(maxMs ?? 0)}${where}`,
    tone('faint', `   n ${n}, ${waits.clock} clock`),
  ];
}

function interruptionWords({ responses, interruptions }: CallFacts): Words[] {
  const { bargeIns, backchannels, falseStops } = interruptions;
  const cutIns = responses.filter(({ cutIn }) => cutIn).length;
  const words: string[] = [];
  if (bargeIns.length > 0) {
    const yielded = yields(interruptions);
    const { medianMs } = distributionOf(yielded);
    const speed = medianMs === null ? '' : ` after ${duration(medianMs)} (median)`;
    const confirmed = bargeIns.filter((one) => one.confirmed).length;
    const told = confirmed > 0 ? `, ${confirmed} confirmed by Vapi` : '';
    words.push(
      `${count(bargeIns.length, 'barge-in')}, ${bargeIns.filter((one) => one.yielded).length}/${bargeIns.length} yielded${speed}${told}`,
    );
  }
  if (cutIns > 0) words.push(count(cutIns, 'cut-in'));
  if (backchannels.length > 0) words.push(count(backchannels.length, 'backchannel'));
  if (falseStops.length > 0) words.push(count(falseStops.length, 'false stop'));
  return words.length === 0 ? [] : [words.join('   ')];
}

function stillWords(facts: CallFacts): Words[] {
  const dead = deadAirOf(facts);
  const words: Words[] = [];
  if (dead.length > 0) {
    const longest = dead.reduce((most, one) => (one.end - one.start > most.end - most.start ? one : most));
    words.push(
      tone('bad', `dead air ${timesOf(dead.length)}`),
      `, longest ${duration(longest.end - longest.start)} owed by the ${longest.owedBy}   `,
    );
  }
  const [assistant, user] = [longestMonologueMs(facts, 'assistant'), longestMonologueMs(facts, 'user')];
  if (assistant !== null) words.push(`longest monologue: assistant ${duration(assistant)}`);
  if (user !== null) words.push(`${assistant === null ? 'longest monologue: ' : ', '}user ${duration(user)}`);
  return words;
}

function vapiWords({ evidence: { metrics } }: Call): Words[] {
  if (metrics === null) return [];
  const words: string[] = [];
  const { turnLatencyAverageMs, assistantInterruptedByUser, userInterruptedByAssistant } = metrics;
  if (turnLatencyAverageMs !== null) words.push(`average turn latency ${duration(turnLatencyAverageMs)}`);
  if (assistantInterruptedByUser !== null)
    words.push(`assistant interrupted by user ${timesOf(assistantInterruptedByUser)}`);
  if (userInterruptedByAssistant !== null)
    words.push(`user interrupted by assistant ${timesOf(userInterruptedByAssistant)}`);
  return words.length === 0 ? [] : [words.join('   ')];
}

function timesOf(n: number): string {
  return n === 1 ? 'once' : `${n} times`;
}
