// Turns what was written for an option, as a word or as JSON, into its value, or into what is expected instead.
import { nearest } from '../../contract/near.ts';
import type { OptionRow } from '../options.ts';
import type { JsonType } from '../values.ts';

/** `value` is undefined where it leaves things as they are without the option, such as `strict: false`. */
export type Read = { readonly value: unknown } | Refusal;

export interface Refusal {
  /** Such as `a whole number from 20 is expected`. */
  readonly expected: string;
  /** What may have been meant. */
  readonly meant?: string | null;
}

const YES = ['1', 'true', 'yes', 'on'];
const NO = ['0', 'false', 'no', 'off'];

/** Whether the option stands by itself, without a value; `--no-group` does, and says no. */
export function isSwitch({ flags }: OptionRow): boolean {
  return !flags.includes('<');
}

/** As it is written in a variable: yes for `--no-group` turns grouping off. */
export function readWord(row: OptionRow, word: string): Read {
  if (!isSwitch(row)) return readText(row, word);
  const plain = word.toLowerCase();
  const negates = row.flags.includes('--no-');
  if (YES.includes(plain)) return readSwitch(row, !negates);
  if (NO.includes(plain)) return readSwitch(row, negates);
  return { expected: `one of ${[...YES, ...NO].join(', ')} is expected` };
}

/** As it is written in a project file. */
export function readJson(row: OptionRow, json: unknown): Read {
  const types = typesOf(row);
  if (!types.some((type) => isOf(type, json))) {
    return { expected: `${types.map((type) => TYPES[type]).join(' or ')} is expected` };
  }
  return typeof json === 'boolean' ? readSwitch(row, json) : readText(row, String(json));
}

const TYPES: Readonly<Record<JsonType, string>> = {
  boolean: 'true or false',
  string: 'a string',
  number: 'a number',
  integer: 'a whole number',
};

export function typesOf(row: OptionRow): readonly JsonType[] {
  if (isSwitch(row)) return ['boolean'];
  const type = row.parse?.json?.type ?? 'string';
  return typeof type === 'string' ? [type] : type;
}

function isOf(type: JsonType, json: unknown): boolean {
  return type === 'integer' ? Number.isInteger(json) : typeof json === type;
}

function readSwitch({ flags }: OptionRow, on: boolean): Read {
  const negates = flags.includes('--no-');
  return { value: on === negates ? undefined : on };
}

function readText({ choices, parse }: OptionRow, text: string): Read {
  if (choices !== undefined && !choices.includes(text)) {
    const wanted = choices.length === 1 ? choices.join() : `one of ${choices.join(', ')}`;
    return { expected: `${wanted} is expected`, meant: nearest(text, choices) };
  }
  try {
    return { value: parse === undefined ? text : parse(text) };
  } catch (error) {
    return { expected: error instanceof Error ? error.message : 'something else is expected' };
  }
}

const QUOTED_LENGTH = 40;

/** What was written: containers by their kind alone, and long strings by their beginning. */
export function quoted(json: unknown): string {
  if (Array.isArray(json)) return 'a list';
  if (typeof json === 'object' && json !== null) return 'an object';
  const text = String(json);
  const shown = text.length > QUOTED_LENGTH ? `${text.slice(0, QUOTED_LENGTH)}…` : text;
  return typeof json === 'string' ? `"${shown}"` : shown;
}
