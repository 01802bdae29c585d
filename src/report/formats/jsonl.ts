// Turns a report into one JSON object a row.
import type { Report } from '../model.ts';
import { visibleJson } from '../visible.ts';
import { objectsOf } from './object.ts';

export async function* print(report: Report): AsyncGenerator<string> {
  for await (const object of objectsOf(report.table)) yield `${visibleJson(JSON.stringify(object))}\n`;
}
