// Turns the words of options into their values, or into an Error that says what is expected.
import type { TurnRange } from '../message/selection.ts';

export type JsonType = 'boolean' | 'integer' | 'number' | 'string';

export interface Parse {
  /** Gives the value; throws an Error with the expectation as its message. */
  (text: string): unknown;
  /** What a project file writes for it, as JSON Schema; without it, a string. */
  json?: {
    readonly type: JsonType | readonly JsonType[];
    readonly minimum?: number;
    readonly maximum?: number;
  };
}

export function wholeFrom(least: number): Parse {
  const parse: Parse = (text) => {
    if (!/^\d+$/.test(text) || Number(text) < least)
      throw new Error(`a whole number from ${least} is expected`);
    return Number(text);
  };
  parse.json = { type: 'integer', minimum: least };
  return parse;
}

export function pointer(text: string): string {
  if (text !== '' && !text.startsWith('/'))
    throw new Error('a JSON Pointer is expected, such as /body/message');
  return text;
}

/** A number of bytes, as it is or with k, M or G behind it. */
export function size(text: string): number {
  const [, count, unit = ''] = /^(\d+)([kKmMgG]?)i?[bB]?$/.exec(text) ?? [];
  const bytes = Number(count) * 1024 ** ' kmg'.indexOf(unit.toLowerCase() || ' ');
  if (!(bytes >= 1024 && bytes <= 1 << 30)) throw new Error('a size from 1k to 1G is expected');
  return bytes;
}

/** `12.5`, `1:02.5` or `1:00:00` as ms. */
export function offset(text: string): number {
  const [, hours = '0', minutes = '0', seconds] = /^(?:(?:(\d+):)?(\d+):)?(\d+(?:\.\d+)?)$/.exec(text) ?? [];
  if (seconds === undefined) throw new Error('seconds or m:ss are expected');
  return Math.round((Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000);
}
offset.json = { type: ['number', 'string'] } as const;

export function secondsPerColumn(text: string): number {
  const seconds = Number(text);
  if (!(seconds >= 0.01 && seconds <= 3600)) throw new Error('seconds from 0.01 to 3600 are expected');
  return seconds;
}
secondsPerColumn.json = { type: 'number', minimum: 0.01, maximum: 3600 } as const;

export function timeZone(text: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone;
  } catch {
    throw new Error('the name of a time zone is expected, such as UTC or Europe/Berlin');
  }
}

/** `3`, `3..7`, `3..`, `..7`, and several of these with commas between. */
export function turnRanges(text: string): TurnRange[] {
  return text.split(',').map((part) => {
    const [, first = '', dots = '', last = ''] = /^(\d*)(\.\.)?(\d*)$/.exec(part.trim()) ?? [];
    if (first === '' && last === '') throw new Error('turns are expected, such as 3, 3..7 or 2,5..');
    const from = first === '' ? null : Number(first);
    const to = dots === '' ? from : last === '' ? null : Number(last);
    if (from !== null && to !== null && from > to)
      throw new Error('the first turn must not come after the last');
    return { first: from, last: to };
  });
}

const SPAN_UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };

/** `500ms`, `20s`, `5m` or `1h` as ms. */
export function span(text: string): number {
  const [, number, unit = ''] = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/.exec(text) ?? [];
  const ms = Math.round(Number(number) * (SPAN_UNITS[unit] ?? Number.NaN));
  if (!(ms > 0 && ms <= 24 * 3_600_000)) throw new Error('a time such as 500ms, 20s or 5m is expected');
  return ms;
}

export function port(text: string): number {
  if (!/^\d+$/.test(text) || Number(text) > 65_535) throw new Error('a port from 0 to 65535 is expected');
  return Number(text);
}
port.json = { type: 'integer', minimum: 0, maximum: 65_535 } as const;

/** Node listens on all addresses where the address is empty. */
export function address(text: string): string {
  if (text.trim() === '') throw new Error('an address is expected, such as 127.0.0.1');
  return text;
}

/** Words with commas between. */
export function list(text: string): string[] {
  return text.split(',').map((word) => word.trim());
}
