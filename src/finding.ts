// Turns what can be wrong with input into one row per finding code: its severity, and its wording from typed facts.

/**
 * `invalid`: a required field, a type, or one of the message's own values is wrong. `drift`: the contract does not know
 * it, and the message can still be right. `sequence`: a well-formed event that breaks the protocol's order. `input`:
 * bytes that could not be read as messages.
 */
export type Severity = 'invalid' | 'drift' | 'sequence' | 'input';

/** What each code tells beside its place. Nothing here is private text of the payload. */
export interface FindingFacts {
  'broken-json': { reason: string };
  'truncated-record': { last: boolean };
  'too-large': { reason: string };
  'record-too-long': { limitBytes: number };
  'invalid-utf8': { offset: number; isHalf: boolean };
  'array-not-closed': Record<never, never>;
  'array-separator': Record<never, never>;
  'zero-bytes': { length: number };
  unreadable: { reason: string };
  'missing-field': { name: string; written: string | null };
  'wrong-type': { expected: string; found: string };
  'wrong-value': { found: string; expected: readonly unknown[]; suggestion: string | null };
  'unknown-field': { name: string; suggestion: string | null };
  'breaks-rule': { rule: string; found: string };
  'too-many-values': { most: number };
  'unknown-property': { name: string; suggestion: string | null };
  'unknown-value': { found: string; expected: readonly unknown[]; suggestion: string | null };
  'beyond-limit': { rule: string; found: string };
  'duplicate-key': { name: string };
  'timestamp-text': Record<never, never>;
  'timestamp-unit': { unit: string | null };
  redelivered: { record: number };
  reordered: { byMs: number };
  'clock-jump': { byMs: number };
  'dup-start': { role: string };
  'missing-stop': { role: string };
  'dup-stop': { role: string };
  'orphan-stop': { role: string };
  'no-stop': { role: string };
  'turn-changed': { from: number | null; to: number | null };
  'zero-length': { role: string };
  suspicious: { role: string; durationMs: number };
}

export type FindingCode = keyof FindingFacts;

/** One thing that is wrong, where it is. */
export interface Finding<Code extends FindingCode = FindingCode> {
  readonly code: Code;
  readonly facts: FindingFacts[Code];
  /** The name of the source, as the user gave it. */
  readonly source: string;
  /** 1-based number of the record in its source; 0 for the source itself. */
  readonly record: number;
  /** 1-based; the column counts bytes. Null where the source has no such place. */
  readonly line: number | null;
  readonly column: number | null;
  /** RFC 6901, inside the message. */
  readonly pointer: string;
  readonly callId: string | null;
  /** How many more findings of this code the message has, which are counted and not listed. */
  readonly more?: number;
}

interface Row<Code extends FindingCode> {
  readonly severity: Severity;
  /** The finding as a sentence that can follow its place and pointer. */
  say(facts: FindingFacts[Code]): string;
}

export const FINDINGS: { readonly [Code in FindingCode]: Row<Code> } = {
  'broken-json': { severity: 'input', say: ({ reason }) => `not JSON: ${reason}` },
  'truncated-record': {
    severity: 'input',
    say: ({ last }) =>
      last
        ? 'truncated: the input ends in the middle of this record'
        : 'truncated: this record ends before it is complete',
  },
  'invalid-utf8': {
    severity: 'input',
    say: ({ offset, isHalf }) =>
      `byte ${offset} of the record is ${isHalf ? 'half of a surrogate pair' : 'not UTF-8'}: what it stood for is lost`,
  },
  'too-large': { severity: 'input', say: ({ reason }) => `too large to be read: ${reason}` },
  'record-too-long': {
    severity: 'input',
    say: ({ limitBytes }) =>
      `a record longer than ${limitBytes / (1 << 20)} MiB, left out up to the next line`,
  },
  'array-not-closed': { severity: 'input', say: () => 'truncated: the array is never closed' },
  'array-separator': {
    severity: 'input',
    say: () => 'not JSON: one comma is expected between the items of the array, and none behind the last',
  },
  'zero-bytes': {
    severity: 'input',
    say: ({ length }) => `a hole of ${length} zero bytes: what was written there is lost`,
  },
  unreadable: { severity: 'input', say: ({ reason }) => `cannot be read: ${reason}` },
  'missing-field': {
    severity: 'invalid',
    say: ({ name, written }) =>
      written === null
        ? `the required field ${quote(name)} is missing`
        : `the required field ${quote(name)} is missing: is ${quote(written)} meant to be it?`,
  },
  'wrong-type': { severity: 'invalid', say: ({ expected, found }) => `must be ${expected}, is ${found}` },
  'wrong-value': {
    severity: 'invalid',
    say: ({ found, expected, suggestion }) =>
      `must be ${oneOf(expected.map(written))}, is ${found}${suggestion === null ? '' : `: did you mean ${quote(suggestion)}?`}`,
  },
  'unknown-field': {
    severity: 'invalid',
    say: ({ name, suggestion }) =>
      `the schema does not allow the field ${quote(name)}${suggestion === null ? '' : `: did you mean ${quote(suggestion)}?`}`,
  },
  'breaks-rule': { severity: 'invalid', say: ({ rule, found }) => `${rule}, is ${found}` },
  'too-many-values': {
    severity: 'invalid',
    say: ({ most }) => `has more than ${most} values: not held against the schema`,
  },
  'unknown-property': {
    severity: 'drift',
    say: ({ name, suggestion }) =>
      `the contract does not know the field ${quote(name)}${suggestion === null ? '' : `: did you mean ${quote(suggestion)}?`}`,
  },
  'unknown-value': {
    severity: 'drift',
    say: ({ found, expected, suggestion }) =>
      suggestion === null
        ? `the contract does not know this value, ${found}: it knows ${some(expected)}`
        : `the contract does not know this value, ${found}: did you mean ${quote(suggestion)}?`,
  },
  'beyond-limit': { severity: 'drift', say: ({ rule, found }) => `${rule} by the contract, is ${found}` },
  'duplicate-key': {
    severity: 'drift',
    say: ({ name }) => `the key ${quote(name)} stands twice in this object: the last one is read`,
  },
  'timestamp-text': {
    severity: 'drift',
    say: () =>
      'should be milliseconds since 1970, is a date as text, as before April 2025: read as that date',
  },
  'timestamp-unit': {
    severity: 'drift',
    say: ({ unit }) =>
      unit === null
        ? 'should be milliseconds since 1970, is no moment of our time: not used'
        : `should be milliseconds since 1970, looks like ${unit}: read as ${unit}`,
  },
  redelivered: { severity: 'sequence', say: ({ record }) => `the same event as record ${record}: used once` },
  reordered: {
    severity: 'sequence',
    say: ({ byMs }) => `arrived ${seconds(byMs)} after a later event: put in order`,
  },
  'clock-jump': { severity: 'sequence', say: ({ byMs }) => `the clock steps back by ${seconds(byMs)}` },
  'dup-start': {
    severity: 'sequence',
    say: ({ role }) => `the ${role} starts again without having stopped: first start kept`,
  },
  'missing-stop': {
    severity: 'sequence',
    say: ({ role }) =>
      `the ${role} starts another turn without having stopped: the end of the earlier one is inferred`,
  },
  'dup-stop': { severity: 'sequence', say: ({ role }) => `the ${role} stops again: ignored` },
  'orphan-stop': { severity: 'sequence', say: ({ role }) => `the ${role} stops without having started` },
  'no-stop': { severity: 'sequence', say: ({ role }) => `the ${role} never stops: the end is unknown` },
  'turn-changed': {
    severity: 'sequence',
    say: ({ from, to }) => `stops as turn ${to ?? 'none'} what started as turn ${from ?? 'none'}`,
  },
  'zero-length': { severity: 'sequence', say: ({ role }) => `the ${role} stops at the moment of the start` },
  suspicious: {
    severity: 'sequence',
    say: ({ role, durationMs }) => `the ${role} speaks for ${seconds(durationMs)} without a stop`,
  },
};

export function severityOf(finding: Finding): Severity {
  return FINDINGS[finding.code].severity;
}

/** The sentence of a finding, without its place. */
export function sentenceOf<Code extends FindingCode>(finding: Finding<Code>): string {
  const { code, facts, more = 0 } = finding;
  return FINDINGS[code].say(facts) + (more === 0 ? '' : `, ${moreOfThisKind(more)}`);
}

export function moreOfThisKind(more: number): string {
  return `and ${String(more).replaceAll(/\B(?=(\d{3})+$)/g, ',')} more of this kind`;
}

function quote(text: string): string {
  return `"${text}"`;
}

/** A value that a schema lists, as JSON writes it. */
function written(value: unknown): string {
  if (typeof value === 'string') return quote(value);
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > MOST_WRITTEN ? `${text.slice(0, MOST_WRITTEN)}…` : text;
}

const MOST_WRITTEN = 200;

function oneOf(words: readonly string[]): string {
  return words.length < 3 ? words.join(' or ') : `one of ${words.join(', ')}`;
}

/** A few of many values. */
function some(values: readonly unknown[]): string {
  const few = values.slice(0, 6).map(written).join(', ');
  return values.length > 6 ? `${few} and ${values.length - 6} more` : few;
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
