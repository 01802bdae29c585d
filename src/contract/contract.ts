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
  readonly apart?: Apart;
}

export interface Apart {
  /** What is wrong with an object having members of these names. */
  names(names: readonly string[]): readonly Defect[];
  /** What is wrong with the value of one member; pointers start at the object. */
  member(name: string, value: unknown): readonly Defect[];
}

export type Describes = 'message' | 'document';
