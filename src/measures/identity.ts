// Turns a call into what it is: which one, from when, how long, and of how many events.
import type { Column } from '../report/model.ts';
import type { CallFacts } from './facts.ts';

export const columns: readonly Column<CallFacts>[] = [
  {
    key: 'callId',
    title: 'call',
    kind: 'text',
    seen: 'both',
    value: ({ call }) => call.id,
    show: ({ call }) => call.id ?? call.source,
  },
  {
    key: 'originEpochMs',
    title: 'started',
    kind: 'instant',
    seen: 'both',
    value: ({ call }) => call.origin?.at ?? null,
    aside: 'started',
  },
  {
    key: 'originSource',
    title: 'by',
    kind: 'text',
    seen: 'programs',
    value: ({ call }) => call.origin?.source ?? null,
  },
  {
    key: 'windowMs',
    title: 'length',
    kind: 'offset',
    seen: 'both',
    value: ({ balance }) => balance?.windowMs ?? null,
  },
  ...(['read', 'used', 'redelivered', 'reordered', 'repaired'] as const).map(
    (name): Column<CallFacts> => ({
      key: `events.${name}`,
      title: name === 'read' ? 'events' : name,
      kind: 'count',
      seen: 'programs',
      value: ({ call }) => call.events[name],
    }),
  ),
  {
    key: 'numbering',
    title: 'numbering',
    kind: 'text',
    seen: 'programs',
    value: ({ call }) => call.numbering,
  },
  { key: 'turns', title: 'turns', kind: 'count', seen: 'both', value: ({ call }) => call.turns.length },
  {
    key: 'segments',
    title: 'segments',
    kind: 'count',
    seen: 'programs',
    value: ({ call }) => call.segments.length,
  },
];
