// Turns the tables of a contract into the Contract that they are: the kernel judges, and what it finds is put into words.
import type { Asked } from '../../json/functions.ts';
import type { Kernel } from '../../json/kernel.ts';
import type { Contract } from '../contract.ts';
import { Defects } from './defects.ts';
import { sketchOf } from './faults.ts';
import { MOST_SLIPS } from './members.ts';
import { Tables } from './read.ts';

/** In place of the number of a rule, as kernel/rules.ts has them. */
const VALUES = 0xffff_ffff;
const IS_WHOLE = 0xffff_fffe;

export function contractOf(bytes: Uint8Array): Contract {
  const tables = new Tables(bytes);
  const defects = new Defects(tables);
  let asked: (Asked & { readonly kernel: Kernel }) | undefined;
  return {
    describes: 'message',
    builtIn: true,
    tables: bytes,
    check(kernel, entry) {
      if (asked?.kernel !== kernel) asked = { kernel, ...askedOf(kernel, tables, defects) };
      const numbers = kernel.judge(entry, asked);
      return numbers === null ? NOTHING : defects.of(kernel, entry, numbers);
    },
  };
}

const NOTHING = [] as const;

function askedOf(kernel: Kernel, tables: Tables, defects: Defects): Asked {
  const { tape } = kernel;
  return {
    keeps(node, rule, entry) {
      if (rule === IS_WHOLE) return Number.isInteger(tape.number(entry));
      const value = sketchOf(tape, entry);
      const { values, rules } = tables.node(node);
      if (rule === VALUES) return values.all.has(value);
      return rules[rule]!.keeps(tape.isObject(entry) ? namesIn(kernel, entry) : value);
    },
    slips(node, missingLow, missingHigh, unknown, count) {
      const first = kernel.numbersAt(unknown, Math.min(count, MOST_SLIPS));
      const names = Array.from(first, (member) => tape.name(member));
      return defects.match(node, missingLow, missingHigh, names).slips.size;
    },
  };
}

/** An object of the same names. */
function namesIn({ tape }: Kernel, object: number): object {
  return Object.fromEntries(Array.from(tape.children(object), (member) => [tape.name(member), true]));
}
