// Turns what was read and found into the exits that apply and the notes that a person wants to see.
import type { Exit } from '../errors.ts';
import { type Finding, type Severity, sentenceOf, severityOf } from '../finding.ts';
import { type Host, interruptionOf } from '../host.ts';
import { whole } from '../report/shown.ts';
import type { Tally } from '../scan/tally.ts';
import type { Invocation } from './command.ts';

const FILTERS = ['call', 'assistant', 'role', 'turn', 'since', 'until'] as const;

/** What was read and found, as far as the end of a run depends on it. */
export class Outcome {
  readonly severities = new Map<Severity, number>();
  /** Sources that could not be read at all, or not to their end. */
  readonly unreadable: Finding[] = [];

  add(findings: readonly Finding[]): void {
    for (const finding of findings) {
      const severity = severityOf(finding);
      this.severities.set(severity, (this.severities.get(severity) ?? 0) + 1);
      if (finding.code === 'unreadable') this.unreadable.push(finding);
    }
  }

  /** The exits that apply. `tally` is what was read. */
  exits(tally: Tally, { options, host }: Invocation): Exit[] {
    const exits: Exit[] = ['ok'];
    const found = (severity: Severity): boolean => this.severities.has(severity);
    if (found('invalid') || (options.sequence && found('sequence')) || (options.strict && found('drift'))) {
      exits.push('findings');
    }
    if (found('input') || tally.speechUpdates === 0) exits.push('input');
    return [...exits, ...interruptionOf(host)];
  }

  /** Notes for stderr, one a line: what no output shows by itself. */
  notes(tally: Tally, { host, options }: Invocation): string[] {
    const notes: string[] = [];
    for (const text of interruptionNotes(host)) notes.push(text);
    const nothingRead = tally.records === 0 && this.unreadable.length > 0;
    if (tally.speechUpdates === 0 && !nothingRead) {
      const asked = FILTERS.some((filter) => options[filter] !== undefined);
      notes.push(
        asked ? 'no speech-update found that was asked for' : `no speech-update found: ${readAs(tally)}`,
      );
    }
    return notes;
  }

  /** Notes on what rows cannot show: the records that are in none of them; `unusable` speech-updates make no event. */
  losses(tally: Tally, unusable: number): string[] {
    const notes = this.unreadable.map((finding) => `${finding.source}: ${sentenceOf(finding)}`);
    if (unusable > 0)
      notes.push(`${count(unusable, 'speech-update')} left out: role or status make no sense`);
    if (tally.notJson > 0) notes.push(`${count(tally.notJson, 'record')} left out: not JSON`);
    if (unusable + tally.notJson > 0) notes.push('turnline validate tells what is wrong, and where');
    return notes;
  }
}

export function interruptionNotes({ interrupt }: Host): string[] {
  return interrupt.aborted ? ['interrupted: this is only what was read until then'] : [];
}

function readAs(tally: Tally): string {
  if (tally.records === 0) return 'the input is empty';
  const parts = [
    tally.otherMessages > 0 ? count(tally.otherMessages, 'other Vapi message') : '',
    tally.notMessages > 0 ? `${whole(tally.notMessages)} JSON but no Vapi message` : '',
    tally.notJson > 0 ? `${whole(tally.notJson)} not JSON` : '',
  ].filter((part) => part !== '');
  return `${count(tally.records, 'record')}, of which ${parts.join(', ')}`;
}

export function count(n: number, noun: string): string {
  return `${whole(n)} ${noun}${n === 1 ? '' : 's'}`;
}
