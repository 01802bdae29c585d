// Turns a word and the words it could have been meant to be into the one it is a slip of, if any.

/**
 * The candidate within a third of its length in edits (at least one), the nearest if several. Case is no edit,
 * and a word cut short is one.
 * Optimal string alignment: insertions, deletions, replacements and swaps of neighbours each count one.
 */
export function nearest(word: string, candidates: Iterable<string>): string | null {
  return new Candidates(candidates).nearest(word);
}

interface Candidate {
  readonly text: string;
  readonly lower: string;
  readonly letters: number;
}

/** Words that others may be slips of, ready to be asked for again and again. */
export class Candidates {
  readonly #candidates: readonly Candidate[];
  readonly #rows = new Rows();

  constructor(candidates: Iterable<string>) {
    const kept: Candidate[] = [];
    let left = MOST_CANDIDATES;
    for (const text of candidates) {
      if (left-- === 0) break;
      if (text.length > LONGEST_WORD) continue;
      const lower = text.toLowerCase();
      kept.push({ text, lower, letters: lettersOf(lower) });
    }
    this.#candidates = kept;
  }

  /** As the function of this name. */
  nearest(word: string): string | null {
    if (word.length > LONGEST_WORD) return null;
    const lower = word.toLowerCase();
    const letters = lettersOf(lower);
    let best: string | null = null;
    let fewest = Number.POSITIVE_INFINITY;
    for (const candidate of this.#candidates) {
      const most = Math.min(allowed(candidate.lower), fewest - 1);
      const edits = editsWithin(most, lower, letters, candidate, this.#rows);
      if (edits <= most) {
        best = candidate.text;
        fewest = edits;
      }
    }
    return best;
  }
}

/** A bit for each letter of a text; some letters share one. */
function lettersOf(text: string): number {
  let bits = 0;
  for (let at = 0; at < text.length; at++) bits |= 1 << (text.charCodeAt(at) & 31);
  return bits;
}

/** The edits from a word to a candidate; any larger number where they are more than `most`. */
function editsWithin(most: number, word: string, letters: number, candidate: Candidate, rows: Rows): number {
  const { lower } = candidate;
  if (word.length >= LEAST_LETTERS && word !== lower && lower.startsWith(word)) return 1;
  // Each letter that only one of them has takes an edit.
  if (Math.abs(word.length - lower.length) > most || differs(letters, candidate.letters) > most) return FAR;
  return rows.distance(word, lower, most);
}

function differs(one: number, other: number): number {
  return Math.max(bitsIn(one & ~other), bitsIn(other & ~one));
}

function bitsIn(bits: number): number {
  let count = 0;
  for (let left = bits; left !== 0; left &= left - 1) count++;
  return count;
}

/** The longest name that the contract lists has 35 letters, and its longest list has 595 values. */
const LONGEST_WORD = 64;
const MOST_CANDIDATES = 1_000;

/** Fewer letters than this are no sign of a longer word. */
const LEAST_LETTERS = 3;

/** Whether the word is a slip of the candidate, of no more than `most` edits. */
export function isNear(word: string, candidate: string, most: number): boolean {
  return new Rows().distance(word, candidate, most) <= most;
}

function allowed(candidate: string): number {
  return Math.max(1, Math.floor(candidate.length / 3));
}

/** More than any two words differ by. */
const FAR = 0xffff;

/** The rows of the table of edits, which is only filled near its diagonal: this one, and the two above it. */
class Rows {
  #rows = [new Uint16Array(0), new Uint16Array(0), new Uint16Array(0)];

  /** The edits from `a` to `b`; FAR where they are more than `most`. */
  distance(a: string, b: string, most: number): number {
    if (Math.abs(a.length - b.length) > most) return FAR;
    if (this.#rows[0]!.length < b.length + 2)
      this.#rows = this.#rows.map(() => new Uint16Array(b.length + 2));
    let [row, above, before] = this.#rows as [Uint16Array, Uint16Array, Uint16Array];
    for (let j = 0; j <= b.length; j++) row[j] = j;
    let least = 0;
    for (let i = 1; i <= a.length; i++) {
      [row, above, before] = [before, row, above];
      const leastAbove = least;
      least = this.#fill(row, above, before, a, b, i, most);
      // A swap leaps over a row.
      if (least > most && leastAbove > most) return FAR;
    }
    return row[b.length]! <= most ? row[b.length]! : FAR;
  }

  /** Gives the least number in the row. */
  #fill(
    row: Uint16Array,
    above: Uint16Array,
    before: Uint16Array,
    a: string,
    b: string,
    i: number,
    most: number,
  ): number {
    const from = Math.max(1, i - most);
    const to = Math.min(b.length, i + most);
    const code = a.charCodeAt(i - 1);
    row[from - 1] = from === 1 ? i : FAR - 1;
    let least = row[from - 1]!;
    for (let j = from; j <= to; j++) {
      const other = b.charCodeAt(j - 1);
      let edits = Math.min(above[j]! + 1, row[j - 1]! + 1, above[j - 1]! + (code === other ? 0 : 1));
      const isSwapped = i > 1 && j > 1 && code === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === other;
      if (isSwapped) edits = Math.min(edits, before[j - 2]! + 1);
      row[j] = edits;
      if (edits < least) least = edits;
    }
    row[to + 1] = FAR - 1;
    return least;
  }
}
