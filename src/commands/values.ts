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
