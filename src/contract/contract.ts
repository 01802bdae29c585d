// Names a contract: what turns a parsed message into what is wrong with it.
import type { Defect } from './defect.ts';

export interface Contract {
  /** Whether it describes the message, or the document around it. */
  readonly describes: Describes;
  /** Whether the message's own fields may be explained by what turnline knows of them. */
  readonly builtIn: boolean;
  /** What is wrong with `value`, one defect for each cause; with `everything`, consequences too. */
  check(value: unknown, everything?: boolean): readonly Defect[];
}

export type Describes = 'message' | 'document';
