// Turns a value that may be one of several things into traces of what is wrong with the thing it was meant to be.
import { nearest } from '../../../src/contract/near.ts';
import { type Branches, kindsOf } from '../../../src/contract/nodes/branches.ts';
import { inWords, kindOf, OBJECT } from '../../../src/contract/nodes/kinds.ts';
import type { Node, NodeRef } from '../../../src/contract/nodes/node.ts';
import { describe } from '../../../src/contract/words.ts';
import { FINDINGS } from '../../../src/finding.ts';
import { check, type Level, type Members, wrongValue, wrongValueCode } from './check.ts';
import { Traces } from './trace.ts';

export function checkUnion(
  value: unknown,
  kind: number,
  union: Branches,
  level: Level,
  traces: Traces,
): void {
  const possible = union.ofKind(kind);
  if (possible.length === 0) {
    const kinds = union.all.reduce((bits, { node }) => bits | kindsOf(node), 0);
    traces.add('wrong-type', () => ({ expected: inWords(kinds), found: describe(value) }));
  } else if (kind === OBJECT && union.tag !== null) {
    checkTagged(value as Members, union, union.tag, level, traces);
  } else checkBest(value, possible, level, traces);
}

function checkTagged(value: Members, union: Branches, tag: string, level: Level, traces: Traces): void {
  const told = value[tag];
  const tagged = union.ofTag(told);
  const objects = union.ofKind(OBJECT);
  if (tagged.length > 0) checkBest(value, tagged, level, traces);
  else if (told !== undefined) {
    const open = objects.filter(({ node }) => takesTag(node, tag, told));
    if (open.length > 0) checkBest(value, open, level, traces);
    else addStrangeTag(told, objects, tag, traces);
  } else if (objects.every(({ node }) => node.required.includes(tag))) {
    const written = nearest(tag, Object.keys(value));
    traces.add('missing-field', () => ({ name: tag, written }), written ?? undefined);
  } else checkBest(value, objects, level, traces);
}

/** Whether a branch that lists no values for its tag takes this one. */
function takesTag({ properties }: Node, tag: string, told: unknown): boolean {
  const node = properties?.get(tag)?.node;
  if (node === undefined || node.values !== null) return false;
  const traces = new Traces();
  check(told, node, 'nested', traces);
  return traces.length === 0;
}

function addStrangeTag(told: unknown, branches: readonly NodeRef[], tag: string, traces: Traces): void {
  const nodes = branches.map(({ node }) => node.properties?.get(tag)?.node);
  const kinds = nodes.reduce((bits, node) => bits | (node?.kinds ?? 0), 0);
  const before = traces.length;
  if ((kinds & kindOf(told)) === 0) {
    traces.add('wrong-type', () => ({ expected: inWords(kinds), found: describe(told) }));
  } else {
    const known = (): Set<unknown> => new Set(nodes.flatMap((node) => [...(node?.values ?? [])]));
    traces.add(wrongValueCode('nested'), () => wrongValue(told, known(), 'nested'));
  }
  traces.step(before, tag);
}

/**
 * The branch that the value fits, or fits best: with the fewest invalid things, then with the most of its words and
 * properties known, then with the fewest other things.
 */
function checkBest(value: unknown, branches: readonly NodeRef[], level: Level, traces: Traces): void {
  const [only, second] = branches;
  if (only !== undefined && second === undefined) {
    check(value, only.node, level, traces);
    return;
  }
  let best: { traces: Traces; score: readonly number[] } | undefined;
  for (const branch of branches) {
    const own = new Traces();
    check(value, branch.node, level, own);
    if (own.length === 0) return;
    const invalid = own.count((code) => FINDINGS[code].severity === 'invalid');
    const score = [invalid, -likeness(value, branch.node), own.total];
    if (best === undefined || isLess(score, best.score)) best = { traces: own, score };
  }
  if (best !== undefined) traces.addAll(best.traces);
}

/** How much a value looks as this node describes it: its single values count most, then the properties that are known. */
function likeness(value: unknown, { properties }: Node): number {
  if (typeof value !== 'object' || value === null || properties === null) return 0;
  let points = 0;
  for (const [name, member] of Object.entries(value)) {
    const known = properties.get(name)?.node;
    if (known === undefined) continue;
    points += known.values?.has(member) === true ? 10 : 1;
  }
  return points;
}

function isLess(a: readonly number[], b: readonly number[]): boolean {
  const at = a.findIndex((one, index) => one !== b[index]);
  return at >= 0 && a[at]! < b[at]!;
}
