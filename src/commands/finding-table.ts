// Turns findings into a table for programs, and into lines for people.
import { type Finding, type Severity, sentenceOf, severityOf } from '../finding.ts';
import { STDIN } from '../input/source.ts';
import type { FindingGroup, FindingGroups, Place } from '../report/groups.ts';
import { type Block, type Column, line, type Tone, tone, type Words } from '../report/model.ts';
import { whole } from '../report/shown.ts';
import { textOf } from '../report/visible.ts';
import type { Tally } from '../scan/tally.ts';
import { count } from './outcome.ts';

export const findingColumns: readonly Column<Finding>[] = [
  { key: 'source', title: 'source', kind: 'text', seen: 'both', value: ({ source }) => source },
  { key: 'record', title: 'record', kind: 'index', seen: 'programs', value: ({ record }) => record },
  { key: 'line', title: 'line', kind: 'index', seen: 'both', value: (finding) => finding.line },
  { key: 'column', title: 'column', kind: 'index', seen: 'both', value: ({ column }) => column },
  { key: 'pointer', title: 'pointer', kind: 'text', seen: 'both', value: ({ pointer }) => pointer },
  { key: 'code', title: 'code', kind: 'text', seen: 'programs', value: ({ code }) => code },
  { key: 'severity', title: 'severity', kind: 'text', seen: 'both', value: severityOf },
  { key: 'message', title: 'message', kind: 'text', seen: 'both', value: sentenceOf },
  { key: 'callId', title: 'call', kind: 'text', seen: 'programs', value: ({ callId }) => callId },
];

const TONES: Readonly<Record<Severity, Tone>> = {
  invalid: 'bad',
  input: 'bad',
  sequence: 'warning',
  drift: 'warning',
};

/** file:line:column  severity  pointer  sentence */
export function findingWords(finding: Finding): Words[] {
  const severity = severityOf(finding);
  return [
    ...placeWords(finding),
    tone(TONES[severity], severity),
    '  ',
    ...pointerWords(finding.pointer),
    sentenceOf(finding),
  ];
}

export function findingText(finding: Finding): string {
  return findingWords(finding).map(textOf).join('');
}

export function tallyText(tally: Tally): string {
  return tallyWords(tally).map(textOf).join('');
}

/** A line for each group, and one more for a group of several: how many, and where the last is. */
export function* groupLines(groups: FindingGroups, tally: Tally, limit: number): Generator<Block> {
  const list = groups.list();
  for (const group of list.slice(0, limit)) {
    const { severity, pointer, message, count: findings, records, first, last } = group;
    yield line(
      ...placeWords(first),
      tone(TONES[severity], severity),
      '  ',
      ...pointerWords(findings === 1 ? group.firstPointer : pointer),
      message,
    );
    if (findings === 1) continue;
    const where = records === 0 ? [] : [`in ${count(records, 'record')}${shareOf(group, tally)}`];
    const times = findings === records ? [] : [`${whole(findings)} times`];
    yield line(tone('faint', `    ${[...times, ...where].join(' ')}, last at ${placeOf(last)}`));
  }
  const left = Math.max(0, list.length - limit);
  if (left > 0) yield line(tone('faint', `and ${count(left, 'more group')}`));
  if (groups.beyond > 0)
    yield line(tone('warning', `and ${count(groups.beyond, 'finding')} of further groups`));
}

/** Any record may be unreadable, but only speech-updates are validated. */
function shareOf({ severity, records }: FindingGroup, tally: Tally): string {
  const [all, name] =
    severity === 'input' ? [tally.records, 'records'] : [tally.speechUpdates, 'speech-updates'];
  return records > all || all === 0 ? '' : ` (${percent(records / all)} of ${name})`;
}

function percent(ratio: number): string {
  return ratio < 0.01 ? 'under 1 %' : `${Math.round(ratio * 100)} %`;
}

function placeOf({ source, line: row, column }: Place): string {
  return row === null ? source : `${source}:${row}:${column}`;
}

function placeWords(place: Place): Words[] {
  const words = { tone: 'strong' as const, text: placeOf(place) };
  return [place.source === STDIN ? words : { ...words, file: place.source }, '  '];
}

function pointerWords(pointer: string): Words[] {
  return pointer === '' ? [] : [tone('user', pointer), '  '];
}

/** The counts of a tally in words; speech-updates that were not judged are only counted. */
export function tallyWords(tally: Tally): Words[] {
  const words: Words[] = [
    tone('strong', count(tally.records, 'record')),
    ': ',
    count(tally.speechUpdates, 'speech-update'),
  ];
  const { valid, invalid, drift } = tally;
  if (valid + invalid > 0) {
    words.push(' (', tone(valid > 0 ? 'good' : 'plain', `${whole(valid)} valid`), ', ');
    words.push(tone(invalid > 0 ? 'bad' : 'plain', `${whole(invalid)} invalid`));
    if (drift > 0) words.push(', ', tone('warning', `${whole(drift)} with drift`));
    words.push(')');
  }
  if (tally.otherMessages > 0) words.push(`, ${count(tally.otherMessages, 'other message')}`);
  if (tally.notMessages > 0) words.push(', ', tone('warning', `${whole(tally.notMessages)} no Vapi message`));
  if (tally.notJson > 0) words.push(', ', tone('bad', `${whole(tally.notJson)} not JSON`));
  return words;
}
