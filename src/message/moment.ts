// Turns a `timestamp` as it was sent into epoch milliseconds, and says in which unit it was.

export type TimeUnit = 'milliseconds' | 'seconds' | 'microseconds' | 'nanoseconds' | 'text';

export interface Moment {
  /** Epoch milliseconds. */
  readonly ms: number;
  readonly unit: TimeUnit;
}

/**
 * Each unit covers the numbers from `least` up: in its own unit a moment of our time, in every other one centuries
 * away. Before 1e9 seconds (2001) there was no message to capture.
 */
const UNITS: readonly { unit: TimeUnit; least: number; perMs: number }[] = [
  { unit: 'nanoseconds', least: 1e17, perMs: 1e6 },
  { unit: 'microseconds', least: 1e14, perMs: 1e3 },
  { unit: 'milliseconds', least: 1e11, perMs: 1 },
  { unit: 'seconds', least: 1e9, perMs: 1e-3 },
];
const ABSURD = 1e20;

const ISO = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?)\s?(Z|[+-]\d\d:?\d\d)?$/i;

/** Null where the value is no moment since 2001. Text without a zone is read as UTC. */
export function momentOf(timestamp: number | string): Moment | null {
  if (typeof timestamp === 'number') return fromNumber(timestamp);
  if (/^\d{9,20}(\.\d+)?$/.test(timestamp)) return fromNumber(Number(timestamp));
  const [, date, time, zone] = ISO.exec(timestamp) ?? [];
  if (date === undefined || time === undefined) return null;
  const ms = Date.parse(`${date}T${time.replace(',', '.')}${zone?.toUpperCase() ?? 'Z'}`);
  return Number.isNaN(ms) ? null : { ms, unit: 'text' };
}

function fromNumber(value: number): Moment | null {
  if (value >= ABSURD) return null;
  const row = UNITS.find(({ least }) => value >= least);
  return row === undefined ? null : { ms: Math.round(value / row.perMs), unit: row.unit };
}
