// Turns findings into annotations of GitHub Actions, one for each group of equal ones, and gates into one each.
import type { Severity } from '../../finding.ts';
import { FindingGroups } from '../groups.ts';
import type { Report } from '../model.ts';
import { visible } from '../visible.ts';

const COMMANDS: Readonly<Record<Severity, string>> = {
  invalid: 'error',
  input: 'error',
  sequence: 'warning',
  drift: 'notice',
};

export async function* print({ findings, gates }: Report): AsyncGenerator<string> {
  for (const { name, verdict, fails, message } of gates ?? []) {
    const command = fails ? 'error' : verdict === 'kept' ? 'notice' : 'warning';
    yield `::${command} title=${property(`turnline ${name}`)}::${data(message)}\n`;
  }
  const groups = new FindingGroups();
  for await (const finding of findings ?? []) groups.add(finding);
  for (const { code, severity, pointer, message, count, first } of groups.list()) {
    const properties = [
      `file=${property(first.source)}`,
      ...(first.line === null ? [] : [`line=${first.line}`, `col=${first.column}`]),
      `title=${property(`turnline ${code}`)}`,
    ];
    const more = count > 1 ? ` (${count} in all)` : '';
    yield `::${COMMANDS[severity]} ${properties.join(',')}::${data([pointer, message].join(' ').trim() + more)}\n`;
  }
}

/** The escapes of workflow commands: %, line breaks, and in properties : and , too. */
function data(text: string): string {
  return visible(text.replaceAll(/[\r\n]+/g, ' '))
    .replaceAll('%', '%25')
    .replaceAll('\r', '%0D')
    .replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
