// Turns many calls into what people and programs read of them together.
import { distributionOf } from '../measures/distribution.ts';
import type { CallFacts } from '../measures/facts.ts';
import { yields } from '../measures/interruptions.ts';
import {
  EDGES_MS,
  histogramOf,
  type Pooled,
  poolResponses,
  poolUserWaits,
  usabilityOf,
  type WorstMoment,
  worstMoments,
} from '../measures/pool.ts';
import { deadAirOf } from '../measures/silences.ts';
import { type Block, type Column, line, tableOf, tone, type Words } from '../report/model.ts';
import { duration, share, whole } from '../report/shown.ts';
import { count } from './outcome.ts';

/** How many of the worst moments are shown. */
const WORST = 5;
/** Columns of the longest bar, where there is room for it beside the words. */
const BAR = 40;
const BESIDE_BAR = 36;
const SHORTEST_BAR = 4;

const momentColumns: readonly Column<WorstMoment>[] = [
  { key: 'ms', title: 'lasts', kind: 'duration', seen: 'both', value: ({ ms }) => ms },
  { key: 'kind', title: 'what', kind: 'text', seen: 'both', value: ({ kind }) => kind },
  { key: 'offsetMs', title: 'at', kind: 'offset', seen: 'both', value: ({ offsetMs }) => offsetMs },
  {
    key: 'callId',
    title: 'call',
    kind: 'text',
    seen: 'both',
    value: ({ facts: { call } }) => call.id ?? call.source,
  },
];

/** `width` is the room for a line; null where there is no end to it. */
export function* poolBlocks(calls: readonly CallFacts[], width: number | null): Generator<Block> {
  const row = pooledRow(calls);
  const { usable, repaired, refused } = row.calls;
  const response = poolResponses(calls);
  yield {
    kind: 'pairs',
    pairs: [
      [
        'calls',
        [
          `${whole(calls.length)}: ${whole(usable)} usable, ${whole(repaired)} repaired, ${whole(refused)} refused`,
        ],
      ],
      ['response', pooledWords(response)],
      ['user', pooledWords(poolUserWaits(calls))],
      ['rates', [ratesOf(row)]],
    ],
  };
  if (response.n === 0) return;
  yield line('');
  yield line(tone('faint', `response latency of ${count(response.n, 'turn')}, ${response.clock} clock`));
  const bar = width === null ? BAR : Math.min(BAR, Math.max(SHORTEST_BAR, width - BESIDE_BAR));
  yield* histogramLines(response.waits, bar);
  yield line('');
  yield line(tone('faint', 'the worst moments'));
  yield { kind: 'table', table: tableOf(momentColumns, worstMoments(calls, WORST)) };
}

/** The row for all calls together, for programs. */
export function pooledRow(calls: readonly CallFacts[]) {
  const { waits: _, ...response } = poolResponses(calls);
  const { waits: __, ...userResponse } = poolUserWaits(calls);
  const sum = (of: (facts: CallFacts) => number): number =>
    calls.reduce((total, facts) => total + of(facts), 0);
  const yielded = calls.flatMap(({ interruptions }) => yields(interruptions));
  const { medianMs: medianYieldMs, maxMs: maxYieldMs } = distributionOf(yielded);
  const usability = calls.map(usabilityOf);
  return {
    calls: {
      n: calls.length,
      usable: usability.filter((one) => one === 'usable').length,
      repaired: usability.filter((one) => one === 'repaired').length,
      refused: usability.filter((one) => one === 'refused').length,
    },
    turns: sum(({ turns }) => turns.length),
    responses: sum(({ responses }) => responses.length),
    response,
    userResponse,
    histogram: histogramOf(poolResponses(calls).waits).map((n, index) => ({
      belowMs: EDGES_MS[index] ?? null,
      n,
    })),
    bargeIns: {
      n: sum(({ interruptions }) => interruptions.bargeIns.length),
      yielded: sum(({ interruptions }) => interruptions.bargeIns.filter((one) => one.yielded).length),
      medianYieldMs,
      maxYieldMs,
    },
    backchannels: sum(({ interruptions }) => interruptions.backchannels.length),
    cutIns: sum(({ responses }) => responses.filter(({ cutIn }) => cutIn).length),
    lateStops: sum(({ responses }) => responses.filter(({ lateStop }) => lateStop).length),
    unanswered: sum(({ unanswered }) => unanswered.length),
    deadAir: sum((facts) => deadAirOf(facts).length),
  };
}

function pooledWords({ n, medianMs, p90Ms, p95Ms, p99Ms, maxMs, clock: own }: Pooled): Words[] {
  if (n === 0) return ['none can be measured'];
  const parts: readonly [string, number | null][] = [
    ['median', medianMs],
    ['p90', p90Ms],
    ['p95', p95Ms],
    ['p99', p99Ms],
    ['max', maxMs],
  ];
  const known = parts.filter((part): part is [string, number] => part[1] !== null);
  return [
    known.map(([name, ms]) => `${name} ${duration(ms)}`).join('   '),
    tone('faint', `   n ${whole(n)}, ${own} clock`),
  ];
}

function ratesOf(row: ReturnType<typeof pooledRow>): string {
  const { bargeIns, responses, cutIns, unanswered, deadAir, backchannels, calls } = row;
  const rate = (name: string, k: number, n: number): string => `${name} ${whole(k)}/${whole(n)}`;
  return [
    rate('cut-ins', cutIns, responses),
    rate('unanswered', unanswered, responses + unanswered),
    rate('barge-ins yielded', bargeIns.yielded, bargeIns.n),
    `dead air ${whole(deadAir)} in ${count(calls.n, 'call')}`,
    `backchannels ${whole(backchannels)}`,
  ].join('   ');
}

function* histogramLines(waits: readonly number[], longest: number): Generator<Block> {
  const classes = histogramOf(waits);
  const most = Math.max(...classes);
  for (const [index, n] of classes.entries()) {
    const [from, to] = [EDGES_MS[index - 1], EDGES_MS[index]];
    const label = to === undefined ? `from ${seconds(from ?? 0)} s` : `below ${seconds(to)} s`;
    const bar = '#'.repeat(n === 0 ? 0 : Math.max(1, Math.round((n / most) * longest)));
    yield line(
      `  ${label.padEnd(12)}`,
      tone('assistant', bar.padEnd(longest)),
      `  ${whole(n)}  `,
      tone('faint', share(n / waits.length)),
    );
  }
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(1);
}
