// Turns many calls into what people and programs read of them together.
import { distributionOf } from '../measures/distribution.ts';
import { EDGES_MS, histogramOf, type Pool, type Pooled, type WorstMoment } from '../measures/pool.ts';
import { type Block, type Column, line, tableOf, tone, type Words } from '../report/model.ts';
import { duration, share, whole } from '../report/shown.ts';
import { count } from './outcome.ts';

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
    value: ({ call }) => call,
  },
];

/** `width` is the room for a line; null where there is no end to it. */
export function* poolBlocks(pool: Pool, width: number | null): Generator<Block> {
  const row = pooledRow(pool);
  const { n, usable, repaired, refused } = row.calls;
  const response = pool.responses();
  yield {
    kind: 'pairs',
    pairs: [
      [
        'calls',
        [`${whole(n)}: ${whole(usable)} usable, ${whole(repaired)} repaired, ${whole(refused)} refused`],
      ],
      ['response', pooledWords(response)],
      ['user', pooledWords(pool.userWaits())],
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
  yield { kind: 'table', table: tableOf(momentColumns, pool.worst) };
}

/** The row for all calls together, for programs. */
export function pooledRow(pool: Pool) {
  const { waits, ...response } = pool.responses();
  const { waits: _, ...userResponse } = pool.userWaits();
  const { turns, responses, bargeIns, bargeInsYielded, ...counts } = pool.counts;
  const { medianMs: medianYieldMs, maxMs: maxYieldMs } = distributionOf(pool.yieldsMs);
  return {
    calls: pool.calls,
    turns,
    responses,
    response,
    userResponse,
    histogram: histogramOf(waits).map((n, index) => ({ belowMs: EDGES_MS[index] ?? null, n })),
    bargeIns: { n: bargeIns, yielded: bargeInsYielded, medianYieldMs, maxYieldMs },
    ...counts,
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
