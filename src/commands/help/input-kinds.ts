// Lists what can be read: how a source may be packed and written, how records lie in it, and where in a record the message is.
import { FRAMINGS } from '../../input/framings/index.ts';
import { PACKINGS, type Packing } from '../../input/packings.ts';
import { TRANSPORTS } from '../../input/transports/index.ts';
import { ENVELOPES } from '../../message/envelopes/index.ts';
import { WRAPPERS } from '../../message/wrappers/index.ts';

export interface InputKind {
  readonly of: 'packing' | 'transport' | 'framing' | 'envelope';
  readonly name: string;
  readonly about: string;
}

export const INPUT_KINDS: readonly InputKind[] = [
  ...Object.values<Packing>(PACKINGS).map((packing) => ({
    of: 'packing' as const,
    name: packing.name,
    about: readingOf(packing),
  })),
  ...TRANSPORTS.map(({ name, about }) => ({ of: 'transport' as const, name, about })),
  ...Object.entries(FRAMINGS).map(([name, framing]) => ({
    of: 'framing' as const,
    name,
    about: framing.name,
  })),
  ...ENVELOPES.map(({ name, pointer }) => ({
    of: 'envelope' as const,
    name,
    about: pointer === '' ? 'the record is the message' : `the message is at ${pointer} of the record`,
  })),
  ...WRAPPERS.map(({ name, payloads }) => ({
    of: 'envelope' as const,
    name,
    about: `at ${payloads.join(' ')}`,
  })),
];

function readingOf({ unpack, remedy, since }: Packing): string {
  const pipe = `${remedy} FILE | turnline`;
  if (since !== undefined) return `read as it is from Node ${since} on; else ${pipe}`;
  return unpack === undefined ? `not read: ${pipe}` : 'read as it is';
}
