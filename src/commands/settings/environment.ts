// Turns environment variables into candidates for options, and the ones that nobody knows into notes.
import { nearest } from '../../contract/near.ts';
import type { Host } from '../../host.ts';
import type { Candidate } from './candidate.ts';
import { OTHER_VARIABLES, VARIABLES, variableOf } from './setting.ts';
import { PREFIX } from './sought.ts';
import { readWord } from './value.ts';

export interface FromEnvironment {
  readonly candidates: readonly Candidate[];
  /** Nobody may have meant turnline: a variable that is not known stops nothing. */
  readonly notes: readonly string[];
}

export function fromEnvironment(env: Host['env']): FromEnvironment {
  const candidates: Candidate[] = [];
  const notes: string[] = [];
  for (const [name, word = ''] of Object.entries(env)) {
    if (!name.startsWith(PREFIX) || word === '' || OTHER_VARIABLES.includes(name)) continue;
    const variable = VARIABLES.get(name);
    if (variable === undefined) notes.push(unknown(name, [...VARIABLES.keys(), ...OTHER_VARIABLES]));
    else {
      const { setting, options } = variable;
      candidates.push({
        setting,
        rows: options.map(({ row }) => row),
        written: word,
        from: name,
        command: null,
        read: (row) =>
          variableOf(row) === name ? readWord(row, word) : { expected: `${variableOf(row)} is expected` },
      });
    }
  }
  return { candidates, notes };
}

function unknown(variable: string, known: readonly string[]): string {
  const own = (name: string): string => name.slice(PREFIX.length);
  const meant = nearest(own(variable), known.map(own));
  return `the variable ${variable} sets no option${meant === null ? '' : `: did you mean ${PREFIX}${meant}?`}`;
}
