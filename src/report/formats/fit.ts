// Turns the widths that columns want into widths that fit a line, and tells which columns have to go below it.

export interface Wanted {
  /** Columns of the terminal that its longest text takes. */
  readonly width: number;
  /** Whether its texts may be cut to make the line fit. */
  readonly shrinks: boolean;
  /** Whether it is among the first to go below the line. */
  readonly aside: boolean;
}

/** A column by its index. The first says what a row is of. */
interface Placed extends Wanted {
  readonly column: number;
}

export interface Fit {
  /** Those on the line, and how wide each is. */
  readonly line: readonly { readonly column: number; readonly width: number }[];
  /** Those that are told below it. */
  readonly below: readonly number[];
}

/** Between two columns. */
export const GAP = '  ';
/** Fewer columns of a name tell it from no other. */
const NARROWEST = 6;
/** A text that is longer is prose: it wants more room, or a line of its own. */
const PROSE = 40;
const NARROWEST_PROSE = 24;

/** `room` is null where there is no end to a line. The first column always stays. */
export function fitted(wanted: readonly Wanted[], room: number | null): Fit {
  const columns = [...wanted.entries()].map(([column, one]) => ({ ...one, column }));
  if (room === null) return { line: columns, below: [] };
  const fits = (one: readonly Placed[]): boolean => lengthOf(one.map(leastOf)) <= room;
  let line: readonly Placed[] = columns;
  const left: Placed[][] = [];
  for (const leaving of inOrderOfLeaving(columns)) {
    if (fits(line)) break;
    line = line.filter((one) => !leaving.includes(one));
    left.unshift(leaving);
  }
  // After a wide column there may be room again for one that left before it.
  for (const leaving of left) {
    const again = columns.filter((one) => line.includes(one) || leaving.includes(one));
    if (fits(again)) line = again;
  }
  const below = columns.filter((one) => !line.includes(one)).map(({ column }) => column);
  return { line: shrunk(line, room), below };
}

function leastOf(one: Placed): number {
  if (!one.shrinks) return one.width;
  return Math.min(one.width, isProse(one) ? NARROWEST_PROSE : NARROWEST);
}

/** A name is none, however long. */
function isProse({ column, shrinks, width }: Placed): boolean {
  return column > 0 && shrinks && width > PROSE;
}

function lengthOf(widths: readonly number[]): number {
  return widths.reduce((sum, width) => sum + width + GAP.length, -GAP.length);
}

/** Prose at once, so that what belongs together stays so; then the asides; then the others, always from the right. */
function inOrderOfLeaving(columns: readonly Placed[]): Placed[][] {
  const others = columns.slice(1).reverse();
  const short = others.filter((one) => !isProse(one));
  return [
    others.filter(isProse),
    ...short.filter(({ aside }) => aside).map((one) => [one]),
    ...short.filter(({ aside }) => !aside).map((one) => [one]),
  ];
}

/** Takes from the widest columns, as water finds its level: no narrower one gives before they are as narrow. */
function shrunk(line: readonly Placed[], room: number): Placed[] {
  const at = (level: number, one: Placed): number =>
    one.shrinks ? Math.min(one.width, Math.max(level, leastOf(one))) : one.width;
  const length = (level: number): number => lengthOf(line.map((one) => at(level, one)));
  let [level, tooHigh] = [0, Math.max(...line.map(({ width }) => width)) + 1];
  while (tooHigh - level > 1) {
    const middle = (level + tooHigh) >> 1;
    if (length(middle) <= room) level = middle;
    else tooHigh = middle;
  }
  let spare = room - length(level);
  return line.map((one) => {
    const more = Math.min(Math.max(0, spare), at(level + 1, one) - at(level, one));
    spare -= more;
    return { ...one, width: at(level, one) + more };
  });
}
