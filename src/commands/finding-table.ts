// Turns findings into a table for programs, and into lines for people.
import { type Finding, type Severity, sentenceOf, severityOf } from '../finding.ts';
import { type Block, type Column, line, type Tone, tone, type Words } from '../report/model.ts';
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
export function findingLine(finding: Finding): Block {
  const { source, line: row, column, pointer } = finding;
  const place = row === null ? source : `${source}:${row}:${column}`;
  const severity = severityOf(finding);
  return line(
    tone('strong', place),
    '  ',
    tone(TONES[severity], severity),
    '  ',
    ...(pointer === '' ? [] : [tone('user', pointer), '  ']),
    sentenceOf(finding),
  );
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
    words.push(' (', tone(valid > 0 ? 'good' : 'plain', `${valid} valid`), ', ');
    words.push(tone(invalid > 0 ? 'bad' : 'plain', `${invalid} invalid`));
    if (drift > 0) words.push(', ', tone('warning', `${drift} with drift`));
    words.push(')');
  }
  if (tally.otherMessages > 0) words.push(`, ${count(tally.otherMessages, 'other message')}`);
  if (tally.notMessages > 0) words.push(', ', tone('warning', `${tally.notMessages} no Vapi message`));
  if (tally.notJson > 0) words.push(', ', tone('bad', `${tally.notJson} not JSON`));
  return words;
}
