// Names a contract: what turns a parsed message into what is wrong with it.
import type { Defect } from './defect.ts';

export interface Contract {
  /** Whether it describes the message, or the document around it. */
  readonly describes: Describes;
  /** Whether the message's own fields may be explained by what turnline knows of them. */
  readonly builtIn: boolean;
  /** What is wrong with `value`, one defect for each cause; with `everything`, consequences too. */
  check(value: unknown, everything?: boolean): readonly Defect[];
  /** Where an object keeps the contract if its members do, and its names: how to ask for these one by one. */
  readonly apart?: Members;
}

/** A place in a message whose value can be judged by itself; pointers of its defects start there. */
export interface Place {
  judge(value: unknown): readonly Defect[];
  /** Of an object here: how it can be judged in parts. Null where more is asked of the whole. */
  readonly members: Members | null;
  /** Of an array here: the place of its items. Null where more is asked of the whole. */
  readonly items: Place | null;
}

/** Of such an object nothing is asked but its names and its members. */
export interface Members {
  /** What is wrong with an object having members of these names. */
  names(names: readonly string[]): readonly Defect[];
  /** Where the value of such a member stands; null where any value will do. */
  member(name: string): Place | null;
  /** A defect of a member as one of the object. */
  outward(defect: Defect, name: string): Defect;
}

export type Describes = 'message' | 'document';
