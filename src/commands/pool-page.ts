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
  worstMoments,
} from '../measures/pool.ts';
import { deadAirOf } from '../measures/silences.ts';
import { type Block, line, tone, type Words } from '../report/model.ts';
import { clock, duration, share, UNTOLD, whole } from '../report/shown.ts';
import { count } from './outcome.ts';

/** How many of the worst moments are shown. */
const WORST = 5;
/** Columns of the longest bar. */
const BAR = 40;

export function* poolBlocks(calls: readonly CallFacts[]): Generator<Block> {
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
  yield* histogramLines(response.waits);
  yield line('');
  yield line(tone('faint', 'the worst moments'));
  for (const { facts, kind, ms, offsetMs } of worstMoments(calls, WORST)) {
    const when = offsetMs === null ? UNTOLD : clock(offsetMs, 1);
    yield line(
      '  ',
      tone('bad', duration(ms).padStart(9)),
      `  ${kind.padEnd(8)}  at ${when} of ${facts.call.id ?? facts.call.source}`,
    );
  }
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

function* histogramLines(waits: readonly number[]): Generator<Block> {
  const classes = histogramOf(waits);
  const most = Math.max(...classes);
  for (const [index, n] of classes.entries()) {
    const [from, to] = [EDGES_MS[index - 1], EDGES_MS[index]];
    const label = to === undefined ? `from ${seconds(from ?? 0)} s` : `below ${seconds(to)} s`;
    const bar = '#'.repeat(n === 0 ? 0 : Math.max(1, Math.round((n / most) * BAR)));
    yield line(
      `  ${label.padEnd(12)}`,
      tone('assistant', bar.padEnd(BAR)),
      `  ${whole(n)}  `,
      tone('faint', share(n / waits.length)),
    );
  }
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(1);
}
