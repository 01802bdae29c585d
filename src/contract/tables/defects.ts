// Turns the records that the kernel leaves of a value into defects with their places.
import type { FindingCode } from '../../finding.ts';
import type { Kernel } from '../../json/kernel.ts';
import { formatStep } from '../../json/pointer.ts';
import type { Tape } from '../../json/tape.ts';
import { Bounds } from '../bounds.ts';
import { type Fault, HIDDEN, type PlacedDefect } from '../defect.ts';
import { nearest } from '../near.ts';
import {
  brokenRule,
  brokenRuleCode,
  sketchOf,
  strangeTag,
  strangeTagCode,
  wrongKind,
  wrongValue,
  wrongValueCode,
} from './faults.ts';
import { Kept } from './kept.ts';
import { type Matched, MOST_SLIPS, matchMembers, unknownName } from './members.ts';
import type { Tables } from './read.ts';
import {
  BREAKS_RULE,
  DefectRecord,
  NO_BRANCH,
  NO_TAG,
  STRANGE_TAG,
  WRONG_KIND,
  WRONG_MEMBERS,
  WRONG_VALUE,
} from './records.ts';
import { type Step, Way } from './way.ts';

type Found = Bounds<PlacedDefect>;

/** At most so many of each code, as Bounds has it: of the others nothing is made. */
export class Defects {
  readonly #tables: Tables;
  readonly #faults = new Kept<Fault>();
  readonly #unknowns = new Kept<Fault>();
  readonly #matched = new Kept<Matched>();

  constructor(tables: Tables) {
    this.#tables = tables;
  }

  /** `numbers` are the records of the value at `root`. */
  of({ tape }: Kernel, root: number, numbers: Uint32Array): PlacedDefect[] {
    const way = new Way(tape, root);
    const bounds: Found = new Bounds();
    for (const record = new DefectRecord(numbers); !record.isOver; record.skip()) {
      if (record.what === WRONG_MEMBERS) this.#addMembers(tape, record, way, bounds);
      else if (record.what === NO_TAG) this.#addTag(tape, record, way, bounds);
      else this.#addValue(tape, record, way, bounds);
    }
    return bounds.take();
  }

  /** What the missing and the first unknown names of an object come to. */
  match(node: number, missingLow: number, missingHigh: number, names: readonly string[]): Matched {
    // A name may hold any character, so quotes separate several names.
    const asked = names.length === 1 ? `1 ${names[0]}` : JSON.stringify(names);
    return this.#matched.get(`${node} ${missingLow} ${missingHigh} ${asked}`, () =>
      matchMembers(this.#tables.node(node), missingLow, missingHigh, names),
    );
  }

  #addMembers(tape: Tape, record: DefectRecord, way: Way, bounds: Found): void {
    const { unknown } = record;
    const isComplete = (record.missingLow | record.missingHigh) === 0;
    const slips = isComplete ? NONE : this.#addMissing(tape, record, way, bounds);
    // What the parts of a composition know is not told here.
    if (unknown.length === 0 || this.#tables.node(record.node).isComposed) return;
    for (const [index, member] of unknown.entries()) {
      if (bounds.isFull('unknown-property')) {
        const isSlip = slips.size > 0 && index < MOST_SLIPS && slips.has(tape.name(member));
        if (!isSlip) bounds.count('unknown-property', 1);
        continue;
      }
      const name = tape.name(member);
      if (slips.has(name)) continue;
      const fault = this.#unknown(record.node, name);
      bounds.add(ofMember(fault, tape, record, way.to(record.entry), name, member));
    }
  }

  /** Gives the unknown names that are slips of missing ones. */
  #addMissing(tape: Tape, record: DefectRecord, way: Way, bounds: Found): ReadonlySet<string> {
    const { node, entry, missingLow, missingHigh } = record;
    const first = record.unknown.subarray(0, MOST_SLIPS);
    const names = Array.from(first, (member) => tape.name(member));
    const { missing, slips } = this.match(node, missingLow, missingHigh, names);
    for (const { fault, written } of missing) {
      if (bounds.isFull(fault.code)) bounds.count(fault.code, 1);
      else if (written === null) bounds.add(ofValue(fault, tape, record, way.to(entry)));
      else bounds.add(ofMember(fault, tape, record, way.to(entry), written, first[names.indexOf(written)]!));
    }
    return slips;
  }

  #unknown(node: number, name: string): Fault {
    return this.#unknowns.get(`${node} ${name}`, () => unknownName(this.#tables.node(node), name));
  }

  #addTag(tape: Tape, record: DefectRecord, way: Way, bounds: Found): void {
    if (bounds.isFull('missing-field')) bounds.count('missing-field', 1);
    else bounds.add(this.#withoutTag(tape, record, way.to(record.entry)));
  }

  #withoutTag(tape: Tape, record: DefectRecord, steps: readonly Step[]): PlacedDefect {
    const { tag } = this.#tables.node(record.node).union!;
    const members = new Map(Array.from(tape.children(record.entry), (member) => [tape.name(member), member]));
    const written = nearest(tag, members.keys());
    const fault: Fault = { code: 'missing-field', facts: { name: tag, written } };
    return written === null
      ? ofValue(fault, tape, record, steps)
      : ofMember(fault, tape, record, steps, written, members.get(written)!);
  }

  #addValue(tape: Tape, record: DefectRecord, way: Way, bounds: Found): void {
    const code = this.#codeOf(tape, record);
    if (bounds.isFull(code)) bounds.count(code, 1);
    else bounds.add(ofValue(this.#fault(tape, record), tape, record, way.to(record.entry)));
  }

  #codeOf(tape: Tape, { what, level, node, entry }: DefectRecord): FindingCode {
    if (what === WRONG_VALUE) return wrongValueCode(level);
    if (what === BREAKS_RULE) return brokenRuleCode(level);
    if (what !== STRANGE_TAG) return 'wrong-type';
    return strangeTagCode(sketchOf(tape, entry), this.#tables.node(node).union!);
  }

  #fault(tape: Tape, { what, level, node: at, entry, extra }: DefectRecord): Fault {
    const value = sketchOf(tape, entry);
    const make = (): Fault => {
      const node = this.#tables.node(at);
      if (what === WRONG_KIND) return wrongKind(node.kinds, value);
      if (what === NO_BRANCH) return wrongKind(node.union!.kinds, value);
      if (what === BREAKS_RULE) return brokenRule(node, extra, value, level);
      return what === WRONG_VALUE ? wrongValue(value, node.values, level) : strangeTag(value, node);
    };
    return typeof value === 'string'
      ? this.#faults.get(`${what} ${level} ${at} ${extra} ${value}`, make)
      : make();
  }
}

const NONE: ReadonlySet<string> = new Set();

function ofValue(fault: Fault, tape: Tape, record: DefectRecord, steps: readonly Step[]): PlacedDefect {
  return placed(fault, 'value', tape.start(record.entry), record, steps, '');
}

/** It is about the member `name` of the value. */
function ofMember(
  fault: Fault,
  tape: Tape,
  record: DefectRecord,
  steps: readonly Step[],
  name: string,
  member: number,
): PlacedDefect {
  return placed(fault, 'key', tape.keyStart(member) - 1, record, steps, formatStep(name));
}

function placed(
  { code, facts }: Fault,
  at: 'value' | 'key',
  offset: number,
  { hidden }: DefectRecord,
  steps: readonly Step[],
  tail: string,
): PlacedDefect {
  const pointer = steps[steps.length - 1]!.pointer + tail;
  if (hidden === undefined) return { code, facts, pointer, at, offset } as PlacedDefect;
  const shown = steps.map((step) => (hidden.has(step.entry) ? formatStep(HIDDEN) : step.token)).join('');
  return { code, facts, pointer, shown: shown + tail, at, offset } as PlacedDefect;
}
