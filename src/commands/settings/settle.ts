// Turns candidates into the options that are in force: a flag, else a variable, else a command's part of the file, else its top.

import type { Invocation } from '../command.ts';
import type { Options } from '../options.ts';
import { note } from '../present.ts';
import { type Candidate, rejectSlip } from './candidate.ts';
import { fromEnvironment } from './environment.ts';
import { fromFile, type ProjectFile } from './file.ts';
import { commandNamed, settableOf } from './setting.ts';
import { quoted } from './value.ts';

/** The first candidate is the strongest. */
export interface Gathered {
  readonly candidates: readonly Candidate[];
  readonly notes: readonly string[];
}

export async function gatherSettings({ host }: Invocation, file: ProjectFile | undefined): Promise<Gathered> {
  const { candidates, notes } = fromEnvironment(host.env);
  const written = file === undefined ? [] : await fromFile(file, host);
  return { candidates: [...candidates, ...written], notes };
}

/** What won for each option of a command, with its value. */
export interface InForce {
  readonly won: ReadonlyMap<string, { readonly candidate: Candidate; readonly value: unknown }>;
  readonly notes: readonly string[];
}

/** `given` are the flags, which nothing else overrides. */
export function inForce(name: Invocation['name'], given: Options, candidates: readonly Candidate[]): InForce {
  const won = new Map<string, { candidate: Candidate; value: unknown }>();
  const notes: string[] = [];
  const taken = settableOf(commandNamed(name));
  for (const candidate of candidates) {
    const { setting, command, from, written } = candidate;
    const row = taken.get(setting);
    if (row === undefined || Object.hasOwn(given, setting) || won.has(setting)) continue;
    if (command !== null && command !== name) continue;
    const read = candidate.read(row);
    if ('value' in read) won.set(setting, { candidate, value: read.value });
    else {
      rejectSlip(candidate);
      // Right for other commands: the option of this name means something else here, or has fewer choices.
      if (setting === 'format')
        notes.push(`${from}: ${name} cannot print ${quoted(written)}, so that is passed over`);
    }
  }
  return { won, notes };
}

/** The invocation with what is in force. Notes go out at once, since the run may go on for long. */
export async function settle(invocation: Invocation, file: ProjectFile | undefined): Promise<Invocation> {
  const { candidates, notes } = await gatherSettings(invocation, file);
  const { won, notes: own } = inForce(invocation.name, invocation.given, candidates);
  const set = [...won].flatMap(([name, { value }]) => (value === undefined ? [] : [[name, value]]));
  const settled = { ...invocation, options: { ...Object.fromEntries(set), ...invocation.given } };
  await note([...notes, ...own], settled);
  return settled;
}
