// Turns a value that the contract does not take at its place into the fault that says so, without what is private in it.
import type { Tape } from '../../json/tape.ts';
import type { Fault } from '../defect.ts';
import { inWords, kindOf } from '../nodes/kinds.ts';
import { describe } from '../words.ts';
import type { Described, DescribedUnion, Values } from './read.ts';

/** Whose value it is: the message itself, a field of it, or something nested in one. */
export const NESTED = 2;

/** A value of the same kind and size as the one on the tape. */
export function sketchOf(tape: Tape, entry: number): unknown {
  if (tape.isString(entry)) return tape.string(entry);
  if (tape.isNumber(entry)) return tape.number(entry);
  if (tape.isObject(entry)) return {};
  if (tape.isArray(entry)) return new Array([...tape.children(entry)].length);
  return WORDS[
    tape.end(entry) - tape.start(entry) === 5 ? 'false' : String.fromCharCode(tape.firstByte(entry))
  ];
}

const WORDS: Readonly<Record<string, unknown>> = { false: false, t: true, n: null };

export function wrongKind(kinds: number, value: unknown): Fault {
  return { code: 'wrong-type', facts: { expected: inWords(kinds), found: describe(value) } };
}

export function wrongValueCode(level: number): 'unknown-value' | 'wrong-value' {
  return level === NESTED ? 'unknown-value' : 'wrong-value';
}

export function brokenRuleCode(level: number): 'beyond-limit' | 'breaks-rule' {
  return level === NESTED ? 'beyond-limit' : 'breaks-rule';
}

/**
 * The message's own values never change, so another one is wrong. Nested ones change weekly: drift. Only the message's own
 * are shown; anything else may be private.
 */
export function wrongValue(value: unknown, known: Values, level: number): Fault {
  const expected = known.listed;
  const suggestion = typeof value === 'string' ? known.candidates.nearest(value) : null;
  const isWord = level !== NESTED && typeof value === 'string' && /^[\w.-]{1,24}$/.test(value);
  return {
    code: wrongValueCode(level),
    facts: { found: isWord ? `"${value}"` : describe(value), expected, suggestion },
  };
}

export function brokenRule({ rules }: Described, rule: number, value: unknown, level: number): Fault {
  const facts = { rule: rules[rule]!.says, found: describe(value) };
  return { code: brokenRuleCode(level), facts };
}

/** No branch of a union has such a tag. */
export function strangeTag(value: unknown, { union }: Described): Fault {
  const { tagKinds, tagValues } = union!;
  return strangeTagCode(value, union!) === 'wrong-type'
    ? wrongKind(tagKinds, value)
    : wrongValue(value, tagValues, NESTED);
}

export function strangeTagCode(value: unknown, { tagKinds }: DescribedUnion): 'wrong-type' | 'unknown-value' {
  return (tagKinds & kindOf(value)) === 0 ? 'wrong-type' : 'unknown-value';
}
