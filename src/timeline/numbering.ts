// Turns the turn numbers of a call into the way in which they were given out.
import type { Role } from '../message/event.ts';
import type { Segment } from './segment.ts';

/**
 * `shared`: one number per exchange, for both roles. `alternating`: each change of speaker gets the next one.
 * `per-role`: each role counts for itself. `mixed`: no one way fits. `none`: no event has a number.
 */
export type Numbering = 'shared' | 'alternating' | 'per-role' | 'mixed' | 'none';

/** `segments` in order. */
export function numberingOf(segments: readonly Segment[]): Numbering {
  const numbered = segments.filter((segment) => segment.turn !== null);
  if (numbered.length === 0) return 'none';
  if (numbered.length < segments.length) return 'mixed';
  if (neverFalls(numbered)) return alternates(numbered) ? 'alternating' : 'shared';
  const ofRole = (role: Role): Segment[] => numbered.filter((segment) => segment.role === role);
  return neverFalls(ofRole('assistant')) && neverFalls(ofRole('user')) ? 'per-role' : 'mixed';
}

function neverFalls(segments: readonly Segment[]): boolean {
  return segments.every((segment, index) => index === 0 || segment.turn! >= segments[index - 1]!.turn!);
}

/**
 * Every number belongs to one role, odd ones to one and even ones to the other, and the assistant answers under a number
 * of its own: a greeting and one user turn alone can be shared numbers too.
 */
function alternates(segments: readonly Segment[]): boolean {
  const firstUser = segments.findIndex(({ role }) => role === 'user');
  if (!segments.some(({ role }, index) => role === 'assistant' && index > firstUser)) return false;
  const parity = new Map<Role, number>();
  for (const { role, turn } of segments) {
    const rest = turn! % 2;
    if ((parity.get(role) ?? rest) !== rest) return false;
    parity.set(role, rest);
  }
  return parity.size === 2 && parity.get('assistant') !== parity.get('user');
}
