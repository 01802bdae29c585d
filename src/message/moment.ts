// Turns a `timestamp` as it was sent into epoch milliseconds, and says in which unit it was.

export type TimeUnit = 'milliseconds' | 'seconds' | 'microseconds' | 'nanoseconds' | 'text';

export interface Moment {
  /** Epoch milliseconds. */
  readonly ms: number;
  readonly unit: TimeUnit;
}

/** Our time: 2001-09-09 to 2286-11-20, in which epoch milliseconds have 13 digits. No other time is ever shown. */
const EARLIEST_MS = 1e12;
const LATEST_MS = 1e13 - 1;

/** A number is a moment of our time in one of these at most, and in every other one centuries away. */
const UNITS: readonly { unit: TimeUnit; perMs: number }[] = [
  { unit: 'milliseconds', perMs: 1 },
  { unit: 'seconds', perMs: 1e-3 },
  { unit: 'microseconds', perMs: 1e3 },
  { unit: 'nanoseconds', perMs: 1e6 },
];

const ISO = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?)\s?(Z|[+-]\d\d:?\d\d)?$/i;

/** Null where the value is no moment of our time. Text without a zone is read as UTC. */
export function momentOf(timestamp: number | string): Moment | null {
  if (typeof timestamp === 'number') return fromNumber(timestamp);
  if (/^\d{9,20}(\.\d+)?$/.test(timestamp)) return fromNumber(Number(timestamp));
  const [, date, time, zone] = ISO.exec(timestamp) ?? [];
  if (date === undefined || time === undefined) return null;
  const ms = Date.parse(`${date}T${time.replace(',', '.')}${zone?.toUpperCase() ?? 'Z'}`);
  return isOurTime(ms) ? { ms, unit: 'text' } : null;
}

function fromNumber(value: number): Moment | null {
  for (const { unit, perMs } of UNITS) {
    const ms = Math.round(value / perMs);
    if (isOurTime(ms)) return { ms, unit };
  }
  return null;
}

export function isOurTime(ms: number): boolean {
  return ms >= EARLIEST_MS && ms <= LATEST_MS;
}
