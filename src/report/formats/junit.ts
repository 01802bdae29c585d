// Turns findings into JUnit XML, one test case for each group of equal findings.
import { FindingGroups } from '../groups.ts';
import type { Report } from '../model.ts';
import { visible } from '../visible.ts';

export async function* print({ findings }: Report): AsyncGenerator<string> {
  const groups = new FindingGroups();
  for await (const finding of findings ?? []) groups.add(finding);
  const list = groups.list();
  const failures = list.filter(({ severity }) => severity === 'invalid' || severity === 'input').length;
  // A suite without a case counts as not run.
  const tests = list.length + 1;
  yield '<?xml version="1.0" encoding="UTF-8"?>\n';
  yield `<testsuites name="turnline validate" tests="${tests}" failures="${failures}">\n`;
  yield `  <testsuite name="turnline validate" tests="${tests}" failures="${failures}">\n`;
  yield '    <testcase classname="turnline" name="the input was read"/>\n';
  for (const { code, severity, pointer, message, count, first } of list) {
    const name = [code, pointer].filter((part) => part !== '').join(' ');
    const place = first.line === null ? first.source : `${first.source}:${first.line}:${first.column}`;
    const text = `${place} ${message} (${count} in all)`;
    const failed = severity === 'invalid' || severity === 'input';
    yield `    <testcase classname="${escaped(severity)}" name="${escaped(name)}">\n`;
    yield failed
      ? `      <failure type="${escaped(code)}" message="${escaped(message)}">${escaped(text)}</failure>\n`
      : `      <system-out>${escaped(text)}</system-out>\n`;
    yield '    </testcase>\n';
  }
  yield '  </testsuite>\n</testsuites>\n';
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
