// Turns sets of time spans into their union, intersection, difference and length.

/** The time from `start` up to `end`, in ms. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The same time as disjoint spans in order; empty and touching ones are gone. */
export function union(spans: readonly Span[]): readonly Span[] {
  if (isUnion(spans)) return spans;
  const sorted = spans.filter(({ start, end }) => end > start).sort((a, b) => a.start - b.start);
  const result: Span[] = [];
  for (const span of sorted) {
    const last = result.at(-1);
    if (last === undefined || span.start > last.end) result.push(span);
    else if (span.end > last.end) result[result.length - 1] = { start: last.start, end: span.end };
  }
  return result;
}

function isUnion(spans: readonly Span[]): boolean {
  let latest = Number.NEGATIVE_INFINITY;
  for (const { start, end } of spans) {
    if (!(end > start && start > latest)) return false;
    latest = end;
  }
  return true;
}

/** The time that both cover. */
export function intersection(a: readonly Span[], b: readonly Span[]): Span[] {
  const [left, right] = [union(a), union(b)];
  const result: Span[] = [];
  for (let i = 0, j = 0; i < left.length && j < right.length; ) {
    const [x, y] = [left[i]!, right[j]!];
    const start = Math.max(x.start, y.start);
    const end = Math.min(x.end, y.end);
    if (start < end) result.push({ start, end });
    if (x.end < y.end) i++;
    else j++;
  }
  return result;
}

/** The time of `a` that `b` does not cover. */
export function difference(a: readonly Span[], b: readonly Span[]): Span[] {
  const holes = union(b);
  const result: Span[] = [];
  let first = 0;
  for (const span of union(a)) {
    let { start } = span;
    while (first < holes.length && holes[first]!.end <= start) first++;
    for (let index = first; index < holes.length && holes[index]!.start < span.end; index++) {
      const hole = holes[index]!;
      if (hole.start > start) result.push({ start, end: hole.start });
      start = hole.end;
    }
    if (start < span.end) result.push({ start, end: span.end });
  }
  return result;
}

/** How many ms the spans cover; time covered twice counts once. */
export function lengthOf(spans: readonly Span[]): number {
  let total = 0;
  for (const { start, end } of union(spans)) total += end - start;
  return total;
}
