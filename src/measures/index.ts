// Lists the measures of a call; summaries, help and the schema of the output are read from here.
import type { Column } from '../report/model.ts';
import { columns as balance } from './balance.ts';
import type { CallFacts } from './facts.ts';
import { columns as identity } from './identity.ts';
import { columns as interruptions } from './interruptions.ts';
import { columns as monologues } from './monologues.ts';
import { columns as responses } from './responses.ts';
import { columns as silences } from './silences.ts';
import { columns as vapi } from './vapi.ts';

export const MEASURES: readonly Column<CallFacts>[] = [
  ...identity,
  ...balance,
  ...responses,
  ...interruptions,
  ...silences,
  ...monologues,
  ...vapi,
];
