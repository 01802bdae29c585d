// Lists what can be read: how records lie in a source, and where in a record the message is.
import { FRAMINGS } from '../../input/framings/index.ts';
import { ENVELOPES } from '../../message/envelopes/index.ts';

export interface InputKind {
  readonly of: 'framing' | 'envelope';
  readonly name: string;
  readonly about: string;
}

export const INPUT_KINDS: readonly InputKind[] = [
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
];
