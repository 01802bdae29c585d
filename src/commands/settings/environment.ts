// Turns environment variables into candidates for options, and the ones that nobody knows into notes.
import { nearest } from '../../contract/near.ts';
import type { Host } from '../../host.ts';
import type { Candidate } from './candidate.ts';
import { OTHER_VARIABLES, SETTINGS } from './setting.ts';
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
  const settings = new Map([...SETTINGS.values()].map(({ name, variable }) => [variable, name]));
  for (const [variable, word = ''] of Object.entries(env)) {
    if (!variable.startsWith(PREFIX) || word === '' || OTHER_VARIABLES.includes(variable)) continue;
    const setting = settings.get(variable);
    if (setting === undefined) notes.push(unknown(variable, [...settings.keys(), ...OTHER_VARIABLES]));
    else {
      const read: Candidate['read'] = (row) => readWord(row, word);
      candidates.push({ setting, written: word, from: variable, command: null, read });
    }
  }
  return { candidates, notes };
}

function unknown(variable: string, known: readonly string[]): string {
  const own = (name: string): string => name.slice(PREFIX.length);
  const meant = nearest(own(variable), known.map(own));
  return `the variable ${variable} sets no option${meant === null ? '' : `: did you mean ${PREFIX}${meant}?`}`;
}
