// Turns words for a moment (a date, a time of a zone, `-10m`, `today`) into epoch milliseconds.

const UNITS: Readonly<Record<string, number>> = {
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};
const EXPECTED = 'a date such as 2026-08-18T09:00:00Z, -10m, today or yesterday is expected';

/** Days begin at midnight in `timeZone`; a date without a zone is one there too. Throws an Error that says what is expected. */
export function momentNamed(text: string, now: number, timeZone: string | undefined): number {
  const [, count, unit] = /^-(\d+(?:\.\d+)?)([smhdw])$/.exec(text) ?? [];
  if (count !== undefined && unit !== undefined) return now - Math.round(Number(count) * UNITS[unit]!);
  if (text === 'now') return now;
  if (text === 'today') return midnight(now, timeZone);
  if (text === 'yesterday') return midnight(midnight(now, timeZone) - 1, timeZone);
  if (/^\d{12,13}$/.test(text)) return Number(text);
  const [, date, time = '00:00', zone] =
    /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(Z|[+-]\d\d:?\d\d)?)?$/i.exec(text) ?? [];
  const ms = date === undefined ? Number.NaN : Date.parse(`${date}T${time}${zone?.toUpperCase() ?? 'Z'}`);
  if (Number.isNaN(ms)) throw new Error(EXPECTED);
  return zone === undefined ? inZone(ms, timeZone) : ms;
}

function midnight(at: number, timeZone: string | undefined): number {
  const local = at + offsetOf(at, timeZone);
  return inZone(local - (((local % UNITS.d!) + UNITS.d!) % UNITS.d!), timeZone);
}

/** The moment at which clocks of the zone show what clocks of UTC show at `ms`. */
function inZone(ms: number, timeZone: string | undefined): number {
  const guess = ms - offsetOf(ms, timeZone);
  // Near a change of the clocks the offset may be another at the moment that was meant.
  return ms - offsetOf(guess, timeZone);
}

/** How far the clocks of a zone are ahead of UTC, in ms. */
function offsetOf(at: number, timeZone: string | undefined): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(at);
  const part = (type: string): number => Number(parts.find((one) => one.type === type)?.value);
  const shown = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  );
  return shown - Math.floor(at / 1000) * 1000;
}
