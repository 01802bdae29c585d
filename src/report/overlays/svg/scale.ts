// Turns the length of a call into systems of equal scale, and times into places on the paper.

export const WIDTH = 1120;
export const LANE_HEIGHT = 32;
export const LEFT = 104;

const RIGHT = 28;
/** Seconds in a system. The least is taken that needs no more than so many systems. */
const LENGTHS_S = [30, 60, 120, 300, 600, 1800, 3600];
const MOST_SYSTEMS = 40;

/** A stretch of a call, and where its times lie on the paper. */
export interface System {
  readonly startMs: number;
  /** As far as the scale goes. */
  readonly endMs: number;
  /** As far as the call goes. */
  readonly lastMs: number;
  readonly isLast: boolean;
  x(ms: number): number;
}

export function systemsOf(durationMs: number): System[] {
  const least = durationMs / MOST_SYSTEMS / 1000;
  const lengthMs = 1000 * (LENGTHS_S.find((length) => length >= least) ?? Math.ceil(least / 3600) * 3600);
  const count = Math.max(1, Math.ceil(durationMs / lengthMs));
  return Array.from({ length: count }, (_, index) => {
    const startMs = index * lengthMs;
    const endMs = startMs + lengthMs;
    const x = (ms: number): number => LEFT + ((WIDTH - LEFT - RIGHT) * (ms - startMs)) / lengthMs;
    return { startMs, endMs, lastMs: Math.min(endMs, durationMs), isLast: index === count - 1, x };
  });
}

/** What touches the system; a point on its end belongs to the next one, where there is one. */
export function isIn({ startMs, endMs, isLast }: System, span: { startMs: number; endMs: number }): boolean {
  if (span.startMs < span.endMs) return span.startMs < endMs && span.endMs > startMs;
  return span.startMs >= startMs && (span.startMs < endMs || isLast);
}

export function rounded(px: number): number {
  return Math.round(px * 100) / 100;
}
