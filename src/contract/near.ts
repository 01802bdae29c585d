// Turns a word and the words it could have been meant to be into the one it is a slip of, if any.

/**
 * The candidate within a third of its length in edits (at least one), the nearest if several. Case is no edit,
 * and a word cut short is one.
 * Optimal string alignment: insertions, deletions, replacements and swaps of neighbours each count one.
 */
export function nearest(word: string, candidates: Iterable<string>): string | null {
  if (word.length > LONGEST_WORD) return null;
  const lower = word.toLowerCase();
  let best: string | null = null;
  let fewest = Number.POSITIVE_INFINITY;
  let left = MOST_CANDIDATES;
  for (const candidate of candidates) {
    if (left-- === 0) break;
    if (candidate.length > LONGEST_WORD) continue;
    const edits = editsFrom(lower, candidate.toLowerCase());
    if (edits <= allowed(candidate) && edits < fewest) {
      best = candidate;
      fewest = edits;
    }
  }
  return best;
}

/** The longest name that the contract lists has 35 letters, and its longest list has 595 values. */
const LONGEST_WORD = 64;
const MOST_CANDIDATES = 1_000;

/** Fewer letters than this are no sign of a longer word. */
const LEAST_LETTERS = 3;

/** Whether the word is a slip of the candidate, of no more than `most` edits. */
export function isNear(word: string, candidate: string, most: number): boolean {
  return distance(word, candidate) <= most;
}

function editsFrom(word: string, candidate: string): number {
  const cutShort = word.length >= LEAST_LETTERS && candidate.startsWith(word);
  return cutShort && word !== candidate ? 1 : distance(word, candidate);
}

function allowed(candidate: string): number {
  return Math.max(1, Math.floor(candidate.length / 3));
}

function distance(a: string, b: string): number {
  const limit = allowed(b);
  if (Math.abs(a.length - b.length) > limit) return Number.POSITIVE_INFINITY;
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let edits = Math.min(above[j]! + 1, row[j - 1]! + 1, above[j - 1]! + (same ? 0 : 1));
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) edits = Math.min(edits, before[j - 2]! + 1);
      row.push(edits);
    }
    before = above;
    above = row;
  }
  return above[b.length]!;
}
