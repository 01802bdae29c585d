// Turns what happens in calls into lines for people.
import type { CallFacts } from '../../measures/facts.ts';
import type { PartyMeasures } from '../../measures/turn.ts';
import type { Role } from '../../message/event.ts';
import { tone, type Words } from '../../report/model.ts';
import { clock, duration, UNTOLD } from '../../report/shown.ts';
import { count } from '../outcome.ts';
import type { TurnRow } from '../turn-table.ts';
import type { LiveCall } from './live-call.ts';

/** So much of an id tells calls apart. */
const ID_CHARACTERS = 8;

export function shortId(id: string | null): string {
  return id === null ? 'no id' : id.slice(0, ID_CHARACTERS);
}

export function turnWords({ call, turn, user, assistant, response, flags }: TurnRow): Words[] {
  const number = turn.number === null ? UNTOLD : `${turn.number}${turn.derived ? '*' : ''}`;
  const words: Words[] = [
    tone('faint', shortId(call.id)),
    `  turn ${number.padStart(2)}`,
    ...partyWords('user', user),
    ...partyWords('assistant', assistant),
  ];
  if (response !== null && response.waitMs !== null)
    words.push(`   wait ${duration(response.waitMs)}`, tone('faint', ` (${response.clock} clock)`));
  if (flags.length > 0)
    words.push('   ', tone('warning', flags.map((flag) => flag.replaceAll('-', ' ')).join(', ')));
  return words;
}

function partyWords(role: Role, { segments, speechMs }: PartyMeasures): Words[] {
  if (segments === 0) return [];
  return ['   ', tone(role, role), ` ${speechMs === null ? UNTOLD : duration(speechMs)}`];
}

/** The summary of a call that is over. */
export function callWords(call: LiveCall, facts: CallFacts | null): Words[] {
  const parts = [call.endedAt === null ? 'not ended yet' : 'ended'];
  if (facts === null) parts.push('nobody spoke');
  else {
    const { window } = facts.call;
    if (window !== null) parts.push(clock(window.end - window.start, 1));
    parts.push(count(facts.turns.length, 'turn'), waitsOf(facts));
    const { bargeIns } = facts.interruptions;
    if (bargeIns.length > 0) parts.push(count(bargeIns.length, 'barge-in'));
    if (facts.unanswered.length > 0) parts.push(`${facts.unanswered.length} unanswered`);
  }
  if (call.findings > 0) parts.push(count(call.findings, 'finding'));
  return [tone('strong', `call ${call.id ?? 'without an id'}`), `  ${parts.join(' · ')}`];
}

function waitsOf(facts: CallFacts): string {
  const { n, medianMs, maxMs } = facts.responseWaits.distribution;
  return n === 0 ? 'no wait measured' : `median wait ${duration(medianMs ?? 0)}, max ${duration(maxMs ?? 0)}`;
}

/** Who speaks now. */
export function standingWords(calls: readonly LiveCall[], now: number): string {
  if (calls.length === 0) return 'no open call';
  const each = calls.map(({ id, speaking, endedAt }) => {
    const speakers = [...speaking].map(([role, since]) => `${role} ${clock(Math.max(0, now - since), 0)}`);
    const state = endedAt !== null ? 'ended' : speakers.length === 0 ? 'silence' : speakers.join(' + ');
    return `${shortId(id)} ${state}`;
  });
  return `${count(calls.length, 'open call')} · ${each.join(' · ')}`;
}
