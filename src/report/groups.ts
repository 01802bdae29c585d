// Turns any number of findings into a bounded number of groups of equal ones.
import { type Finding, moreOfThisKind, type Severity, sentenceOf, severityOf } from '../finding.ts';

export interface Place {
  readonly source: string;
  readonly line: number | null;
  readonly column: number | null;
}

/** Findings with one code, one pointer (indices as *) and one expectation. */
export interface FindingGroup {
  readonly code: string;
  readonly severity: Severity;
  readonly pointer: string;
  /** The pointer of the first of them, with its indices. */
  readonly firstPointer: string;
  /** The sentence of the first of them. */
  readonly message: string;
  count: number;
  /** In how many records; 0 where they are about the source itself. */
  records: number;
  readonly first: Place;
  last: Place;
}

type Group = FindingGroup & { lastRecord: string; more: number };

/** More groups than this are not told apart any more. */
export const MOST_GROUPS = 2_000;

export class FindingGroups {
  readonly #groups = new Map<string, Group>();
  /** The first group of each code, whose message says how many findings of the code were not listed. */
  readonly #first = new Map<string, Group>();
  /** Lists of what is expected, which many findings have in common, as texts. */
  readonly #lists = new WeakMap<object, string>();
  /** Findings of groups beyond the first MOST_GROUPS. */
  beyond = 0;

  add(finding: Finding): void {
    const pointer = finding.pointer.replaceAll(/\/\d+(?=\/|$)/g, '/*');
    const key = `${finding.code} ${pointer} ${this.#expectationOf(finding)}`;
    const { source, line, column } = finding;
    const record = `${finding.record} ${source}`;
    const group = this.#groups.get(key);
    if (group !== undefined) {
      group.count++;
      if (finding.record > 0 && group.lastRecord !== record) group.records++;
      group.lastRecord = record;
      group.last = { source, line, column };
    } else if (this.#groups.size === MOST_GROUPS) this.beyond++;
    else {
      const place = { source, line, column };
      const { code } = finding;
      const about = {
        code,
        severity: severityOf(finding),
        pointer,
        firstPointer: finding.pointer,
        message: sentenceOf({ ...finding, more: 0 }),
      };
      const records = finding.record > 0 ? 1 : 0;
      const made = { ...about, count: 1, records, first: place, last: place, lastRecord: record, more: 0 };
      this.#groups.set(key, made);
      if (!this.#first.has(code)) this.#first.set(code, made);
    }
    const { more = 0 } = finding;
    const first = this.#first.get(finding.code);
    if (first === undefined) this.beyond += more;
    else first.more += more;
  }

  /** The facts of a finding, but for what was found. */
  #expectationOf({ facts }: Finding): string {
    let text = '';
    for (const [fact, value] of Object.entries(facts)) {
      if (fact === 'found' || fact === 'byMs' || fact === 'record') continue;
      text += typeof value === 'object' && value !== null ? this.#listOf(value) : `${JSON.stringify(value)},`;
    }
    return text;
  }

  #listOf(list: object): string {
    let known = this.#lists.get(list);
    if (known === undefined) {
      known = `${JSON.stringify(list)},`;
      this.#lists.set(list, known);
    }
    return known;
  }

  /** In the order of their first findings. */
  list(): FindingGroup[] {
    return [...this.#groups.values()].map(({ lastRecord: _, more, ...group }) =>
      more === 0 ? group : { ...group, message: `${group.message}, ${moreOfThisKind(more)}` },
    );
  }
}
