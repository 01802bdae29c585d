// Names what a transport does: it turns a line that something wrote around a program's output into that output.
import type { Kernel } from '../../json/kernel.ts';
import type { Received } from '../text.ts';

/** What a line carries: bytes [start, end), raw or as the content of a JSON string. */
export interface Carried {
  readonly start: number;
  readonly end: number;
  readonly escaped: boolean;
  /** Whether the program ended its line here; false where more of it comes with the next one of the same stream. */
  readonly whole: boolean;
  readonly received: Received | null;
  /** Lines of different streams are put together apart. */
  readonly stream: string;
}

export interface Transport {
  readonly name: string;
  /** What `help formats` says of it. */
  readonly about: string;
  /** What the line [start, end) carries; undefined where it is not one of these. */
  open(kernel: Kernel, start: number, end: number): Carried | undefined;
}
