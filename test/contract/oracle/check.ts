// Checks values beside their schemas, as plainly as it can be said: turns a value and the node of its schema into traces of what is wrong with it, one for each cause.
import { nearest } from '../../../src/contract/near.ts';
import { ARRAY, inWords, kindOf, OBJECT } from '../../../src/contract/nodes/kinds.ts';
import type { Node } from '../../../src/contract/nodes/node.ts';
import type { Rule } from '../../../src/contract/nodes/rules.ts';
import { describe } from '../../../src/contract/words.ts';
import type { FindingFacts } from '../../../src/finding.ts';
import type { Step, Traces } from './trace.ts';
import { checkUnion } from './union.ts';

/** Whose value it is: the message itself, one of its own fields, or something nested in one. */
export type Level = 'message' | 'own' | 'nested';

/** Adds what is wrong with `value` to `traces`. */
export function check(value: unknown, node: Node, level: Level, traces: Traces): void {
  const kind = kindOf(value);
  if ((node.freeKinds & kind) === 0) checkKind(value, kind, node, level, traces);
}

/** The value is of a kind that is not free. */
function checkKind(value: unknown, kind: number, node: Node, level: Level, traces: Traces): void {
  if ((node.kinds & kind) === 0) {
    traces.add('wrong-type', () => ({ expected: inWords(node.kinds), found: describe(value) }));
    return;
  }
  if (node.values !== null && !node.values.has(value)) {
    traces.add(wrongValueCode(level), () => wrongValue(value, node.values, level));
    return;
  }
  if (node.rules.length > 0) checkRules(value, kind, node.rules, level, traces);
  for (const part of node.parts) check(value, part.node, level, traces);
  if (node.union !== null) checkUnion(value, kind, node.union, level, traces);
  if (kind === OBJECT) checkMembers(value as Members, node, level, traces);
  else if (kind === ARRAY && node.items !== null)
    checkItems(value as readonly unknown[], node.items.node, traces);
}

function checkRules(
  value: unknown,
  kind: number,
  rules: readonly Rule[],
  level: Level,
  traces: Traces,
): void {
  for (const rule of rules) {
    if ((rule.kinds & kind) === 0 || rule.keeps(value)) continue;
    const code = level === 'nested' ? 'beyond-limit' : 'breaks-rule';
    traces.add(code, () => ({ rule: rule.says, found: describe(value) }));
  }
}

export type Members = Readonly<Record<string, unknown>>;

/** The message's own values never change, so another one is wrong. Nested ones change weekly: drift. */
export function wrongValueCode(level: Level): 'unknown-value' | 'wrong-value' {
  return level === 'nested' ? 'unknown-value' : 'wrong-value';
}

/** Only the message's own values are shown; anything else may be private. */
export function wrongValue(
  value: unknown,
  known: ReadonlySet<unknown> | null,
  level: Level,
): FindingFacts['unknown-value'] {
  const expected = [...(known ?? [])];
  const suggestion = typeof value === 'string' ? nearest(value, expected.filter(isText)) : null;
  const word = level !== 'nested' && typeof value === 'string' && /^[\w.-]{1,24}$/.test(value);
  return { found: word ? `"${value}"` : describe(value), expected, suggestion };
}

function checkMembers(value: Members, node: Node, level: Level, traces: Traces): void {
  const { properties, additional, required } = node;
  const unknown: string[] = [];
  for (const name of properties === null && additional === null ? [] : Object.keys(value)) {
    const member = properties?.get(name) ?? additional;
    if (member === null) unknown.push(name);
    else {
      const before = traces.length;
      check(value[name], member.node, level === 'message' ? 'own' : 'nested', traces);
      traces.step(before, stepOf(name, node));
    }
  }
  const missing = required.filter((name) => !Object.hasOwn(value, name));
  reportMembers(missing, unknown, node, traces);
}

/** The names that a schema does not list, where it takes any, are data. */
function stepOf(name: string, { properties }: Node): Step {
  return properties?.has(name) === true ? name : { hidden: name };
}

const isText = (value: unknown): value is string => typeof value === 'string';

/** Of the names that an object's schema does not list, the first are compared with those that are missing. */
const MOST_SLIPS = 100;

/** A required name that is missing beside an unknown one much like it is one slip, not two. */
function reportMembers(
  missing: readonly string[],
  unknown: readonly string[],
  node: Node,
  traces: Traces,
): void {
  const slips = new Map<string, string>();
  for (const name of missing.length === 0 ? [] : unknown.slice(0, MOST_SLIPS)) {
    const meant = nearest(name, missing);
    if (meant !== null) slips.set(meant, name);
  }
  for (const name of missing) {
    traces.add('missing-field', () => ({ name, written: slips.get(name) ?? null }), slips.get(name));
  }
  const taken = new Set(slips.values());
  // What the parts of a composition know is not told here.
  if (node.parts.length > 0 || node.union !== null) return;
  for (const name of unknown) {
    if (taken.has(name)) continue;
    const suggestion = (): string | null => nearest(name, node.properties?.keys() ?? []);
    traces.add('unknown-property', () => ({ name, suggestion: suggestion() }), name);
  }
}

function checkItems(items: readonly unknown[], item: Node, traces: Traces): void {
  for (let index = 0; index < items.length; index++) {
    const before = traces.length;
    check(items[index], item, 'nested', traces);
    traces.step(before, index);
  }
}
