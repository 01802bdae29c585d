// Turns an offset within a record into the line and column of the file it was read from.
import { NEWLINE } from './bytes.ts';

/** 1-based; columns count bytes. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** The position of offset `at`, where offset `start` stands at `origin`. */
export function positionOf(bytes: Buffer, start: number, at: number, origin: Position): Position {
  if (at === start) return origin;
  let line = origin.line;
  let column = origin.column + (at - start);
  // Within a view, so that the search does not run on into other records.
  const between = bytes.subarray(start, at);
  for (
    let newline = between.indexOf(NEWLINE);
    newline >= 0;
    newline = between.indexOf(NEWLINE, newline + 1)
  ) {
    line++;
    column = at - start - newline;
  }
  return { line, column };
}
