// Turns findings into a SARIF 2.1.0 log, as code scanning reads it.
import { FINDINGS, type Finding, type Severity, sentenceOf, severityOf } from '../../finding.ts';
import type { Report } from '../model.ts';
import { visibleJson } from '../visible.ts';

const LEVELS: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  invalid: 'error',
  input: 'error',
  sequence: 'warning',
  drift: 'note',
};

export async function* print({ findings }: Report): AsyncGenerator<string> {
  const rules = Object.entries(FINDINGS).map(([id, { severity }]) => ({
    id,
    defaultConfiguration: { level: LEVELS[severity] },
    properties: { severity },
  }));
  const driver = { name: 'turnline', rules };
  yield `{"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[{"tool":{"driver":${JSON.stringify(driver)}},"results":[`;
  let separator = '\n';
  for await (const finding of findings ?? []) {
    yield `${separator}${visibleJson(JSON.stringify(resultOf(finding)))}`;
    separator = ',\n';
  }
  yield '\n]}]}\n';
}

function resultOf(finding: Finding): object {
  const { code, source, line, column, pointer } = finding;
  const region = line === null ? {} : { region: { startLine: line, startColumn: column ?? 1 } };
  return {
    ruleId: code,
    level: LEVELS[severityOf(finding)],
    message: { text: pointer === '' ? sentenceOf(finding) : `${pointer} ${sentenceOf(finding)}` },
    locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(source) }, ...region } }],
  };
}

function uriOf(source: string): string {
  return source
    .split('/')
    .map((part) => encodeURIComponent(part.replaceAll(/\p{Surrogate}/gu, '\ufffd')))
    .join('/');
}
