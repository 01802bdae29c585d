// Turns a report into one JSON document: the report's own, or a list of its rows.
import type { Report } from '../model.ts';
import { objectsOf } from './object.ts';

export async function* print(report: Report): AsyncGenerator<string> {
  if (report.document !== undefined) {
    for await (const _ of report.table.rows);
    yield `${JSON.stringify(report.document(), null, 2)}\n`;
    return;
  }
  let separator = '[\n';
  for await (const object of objectsOf(report.table)) {
    yield `${separator}  ${JSON.stringify(object)}`;
    separator = ',\n';
  }
  yield separator === '[\n' ? '[]\n' : '\n]\n';
}
