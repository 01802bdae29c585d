// Turns findings or gates into JUnit XML, one test case for each group of equal findings.
import { FindingGroups } from '../groups.ts';
import type { GateLine, Report } from '../model.ts';
import { visible } from '../visible.ts';

interface Case {
  readonly group: string;
  readonly name: string;
  /** What kind of failure it is; null where it is none. */
  readonly failure: string | null;
  readonly message: string;
  readonly text: string;
}

export async function* print({ findings, gates }: Report): AsyncGenerator<string> {
  if (gates !== undefined) yield* suite('turnline compare', gates.map(gateCase));
  else yield* suite('turnline validate', [READ, ...(await findingCases(findings))]);
}

/** A suite without a case counts as not run. */
const READ: Case = { group: 'turnline', name: 'the input was read', failure: null, message: '', text: '' };

async function findingCases(findings: Report['findings']): Promise<Case[]> {
  const groups = new FindingGroups();
  for await (const finding of findings ?? []) groups.add(finding);
  return groups.list().map(({ code, severity, pointer, message, count, first }) => {
    const place = first.line === null ? first.source : `${first.source}:${first.line}:${first.column}`;
    return {
      group: severity,
      name: [code, pointer].filter((part) => part !== '').join(' '),
      failure: severity === 'invalid' || severity === 'input' ? code : null,
      message,
      text: `${place} ${message} (${count} in all)`,
    };
  });
}

function gateCase({ name, verdict, fails, message }: GateLine): Case {
  return { group: 'gate', name, failure: fails ? verdict : null, message, text: message };
}

function* suite(name: string, cases: readonly Case[]): Generator<string> {
  const failures = cases.filter(({ failure }) => failure !== null).length;
  yield '<?xml version="1.0" encoding="UTF-8"?>\n';
  yield `<testsuites name="${name}" tests="${cases.length}" failures="${failures}">\n`;
  yield `  <testsuite name="${name}" tests="${cases.length}" failures="${failures}">\n`;
  for (const one of cases) yield* printCase(one);
  yield '  </testsuite>\n</testsuites>\n';
}

function* printCase({ group, name, failure, message, text }: Case): Generator<string> {
  const opening = `    <testcase classname="${escaped(group)}" name="${escaped(name)}"`;
  if (text === '') {
    yield `${opening}/>\n`;
    return;
  }
  yield `${opening}>\n`;
  yield failure === null
    ? `      <system-out>${escaped(text)}</system-out>\n`
    : `      <failure type="${escaped(failure)}" message="${escaped(message)}">${escaped(text)}</failure>\n`;
  yield '    </testcase>\n';
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

function escaped(text: string): string {
  return visible(text).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
