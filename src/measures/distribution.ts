// Turns a list of durations into their count, median, 95th percentile and maximum.

export interface Distribution {
  readonly n: number;
  readonly medianMs: number | null;
  /** Null below P95_LEAST values: a percentile of few values is one of them by chance. */
  readonly p95Ms: number | null;
  readonly maxMs: number | null;
}

export const P95_LEAST = 20;

export function distributionOf(durations: readonly number[]): Distribution {
  const sorted = durations.toSorted((a, b) => a - b);
  const n = sorted.length;
  return {
    n,
    medianMs: nearestRank(sorted, 0.5),
    p95Ms: n < P95_LEAST ? null : nearestRank(sorted, 0.95),
    maxMs: sorted.at(-1) ?? null,
  };
}

/** The smallest value with at least this share of the values at or below it. */
export function nearestRank(sorted: readonly number[], share: number): number | null {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null;
}
