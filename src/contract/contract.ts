// Names a contract: what turns a message on the tape into what is wrong with it.
import type { Kernel } from '../json/kernel.ts';
import type { Defect, PlacedDefect } from './defect.ts';

export interface Contract {
  /** Whether it describes the message, or the document around it. */
  readonly describes: Describes;
  /** Whether the message's own fields may be explained by what turnline knows of them. */
  readonly builtIn: boolean;
  /** By which the kernel must be made to judge; none of a schema that others judge by. */
  readonly tables?: Uint8Array;
  /**
   * What is wrong with a value on the tape that is not closed, one defect for each cause; with `everything`, consequences too.
   */
  check(kernel: Kernel, entry: number, everything?: boolean): readonly PlacedDefect[];
}

/** A contract that judges values as JSON.parse gives them. */
export interface ValueContract {
  readonly describes: Describes;
  check(value: unknown, everything?: boolean): readonly Defect[];
}

export type Describes = 'message' | 'document';
