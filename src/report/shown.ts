// Turns a cell into the text that people read, by the kind of its column.
import type { Cell, Kind } from './model.ts';
import { visible } from './visible.ts';

/** What stands for a value that cannot be told. */
export const UNTOLD = '-';

/** A count, its thousands apart: 12,345. (Intl would load its tables for that.) */
export function whole(n: number): string {
  return String(n).replaceAll(/\B(?=(\d{3})+$)/g, ',');
}

/** A duration in ms as seconds; from 100 s on as minutes and seconds. */
export function duration(ms: number): string {
  if (Math.abs(ms) < 100_000) return `${(ms / 1000).toFixed(2)} s`;
  return ms < 3_600_000 ? `${clock(ms, 0)} min` : `${clock(ms, 0)} h`;
}

/** A time since the origin in ms as m:ss.ss, or h:mm:ss.ss. */
export function clock(ms: number, decimals: 0 | 1 | 2 = 2): string {
  const unit = 10 ** (3 - decimals);
  const units = Math.round(Math.abs(ms) / unit);
  const perSecond = 1000 / unit;
  const whole = Math.floor(units / perSecond);
  const fraction = decimals === 0 ? '' : `.${String(units % perSecond).padStart(decimals, '0')}`;
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const tail = `${String(s).padStart(2, '0')}${fraction}`;
  const sign = ms < 0 ? '-' : '';
  return h > 0 ? `${sign}${h}:${String(m).padStart(2, '0')}:${tail}` : `${sign}${m}:${tail}`;
}

/** An epoch time in ms as date and time of day in a time zone; undefined is the machine's own. */
export function instant(ms: number, timeZone: string | undefined): string {
  if (timeZone === undefined && ms >= FIRST_WHOLE_MINUTES && ms < FIRST_FIVE_DIGITS) return ownInstant(ms);
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'medium',
  });
  return `${format.format(ms)} ${zoneOf(ms, timeZone)}`;
}

export function share(ratio: number): string {
  return `${Math.round(ratio * 100)} %`;
}

export function showCell(cell: Cell, kind: Kind, timeZone: string | undefined): string {
  if (cell === null) return UNTOLD;
  if (typeof cell === 'boolean') return cell ? 'yes' : 'no';
  if (typeof cell === 'object')
    return visible(cell.map((flag) => String(flag).replaceAll('-', ' ')).join(', '));
  if (typeof cell === 'string') return visible(cell);
  switch (kind) {
    case 'duration':
      return duration(cell);
    case 'offset':
      return clock(cell);
    case 'instant':
      return instant(cell, timeZone);
    case 'ratio':
      return share(cell);
    default:
      return String(cell);
  }
}

/** Since 1973 all clocks of the world differ by whole minutes, which is what Date tells of them. */
const FIRST_WHOLE_MINUTES = Date.UTC(1973, 0);
/** ISO 8601 writes the years of later days, which may be local ones, with a sign. */
const FIRST_FIVE_DIGITS = Date.UTC(9999, 11);

/** The same without Intl, whose tables take longer to load than a payload to read. */
function ownInstant(ms: number): string {
  const ahead = -new Date(ms).getTimezoneOffset();
  const shown = new Date(ms + ahead * 60_000).toISOString().slice(0, 19).replace('T', ' ');
  const [h, m] = [Math.trunc(Math.abs(ahead) / 60), Math.abs(ahead) % 60];
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${shown} ${ahead === 0 ? 'UTC' : `${ahead < 0 ? '-' : '+'}${two(h)}:${two(m)}`}`;
}

function zoneOf(ms: number, timeZone: string | undefined): string {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' }).formatToParts(ms);
  const offset = parts.find(({ type }) => type === 'timeZoneName')?.value.replace('GMT', '') ?? '';
  return offset === '' || offset === '+00:00' ? 'UTC' : offset;
}

/** A number of bytes in the unit that leaves it at least one. */
export function size(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  const [unit, per] = bytes < 1_000_000 ? ['kB', 1_000] : bytes < 1_000_000_000 ? ['MB', 1e6] : ['GB', 1e9];
  return `${(bytes / Number(per)).toFixed(1)} ${unit}`;
}
