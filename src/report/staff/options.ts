// Names what a reader may ask of the staff, and the measures of its page.

export interface StaffOptions {
  /** Columns of the page, 40 or more. */
  readonly width: number;
  /** Nothing but ASCII. */
  /** Columns that a note below may take; without it, as many as the drawing. */
  readonly noteWidth?: number;
  readonly ascii: boolean;
  readonly msPerColumn: number;
  /** The whole on one line of the staff; `msPerColumn` is then chosen. */
  readonly fit: boolean;
  /** The part to draw, in ms from the call's origin. */
  readonly fromMs?: number;
  readonly toMs?: number;
}

export const MS_PER_COLUMN = 250;

/** The longest name of a lane, which is also room for `5:59:59.9`. */
export const NAME_COLUMNS = 9;

/** Columns left of the staff. */
export const MARGIN = NAME_COLUMNS + 2;

/** What stands in the margin, set against the staff. */
export function inMargin(text: string): string {
  return `${text.padStart(NAME_COLUMNS)}  `;
}
