// Names what an overlay does: it turns a score into files that lie on the call's recording in other programs.
import type { Score } from '../score.ts';

export interface Overlay {
  readonly about: string;
  /** What the name of its file ends with, and of the first file where there are several. */
  readonly extension: string;
  /** The overlay's code, loaded only when it is used. */
  load(): Promise<{ print: Print }>;
}

/** The documents of one call; times in them are relative to the call's origin. */
export type Print = (score: Score, options: OverlayOptions) => OverlayFile[];

export interface OverlayFile {
  /** What follows the name that the user chose, such as `.user.txt`. */
  readonly suffix: string;
  readonly text: string;
}

export interface OverlayOptions {
  /** An IANA name, for the times of day. */
  readonly timeZone: string | undefined;
  /** The recording that a page plays: the file by that name beside the page, or the bytes themselves. */
  readonly audio?: { readonly name: string; readonly dataUrl?: string };
}
