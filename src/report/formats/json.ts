// Turns a report into one JSON document: a list of its rows, or the report's own document with that list in it.
import type { Report } from '../model.ts';
import { visibleJson } from '../visible.ts';
import { objectsOf } from './object.ts';

export async function* print({ table, document }: Report): AsyncGenerator<string> {
  const indent = document === undefined ? '  ' : '    ';
  yield document === undefined ? '[' : `{\n  ${JSON.stringify(document.list)}: [`;
  let separator = '\n';
  for await (const object of objectsOf(table)) {
    yield `${separator}${indent}${visibleJson(JSON.stringify(object))}`;
    separator = ',\n';
  }
  const empty = separator === '\n';
  if (document === undefined) {
    yield empty ? ']\n' : '\n]\n';
    return;
  }
  yield empty ? ']' : '\n  ]';
  for (const [key, value] of Object.entries(document.rest())) {
    yield `,\n  ${JSON.stringify(key)}: ${visibleJson(JSON.stringify(value, null, 2)).replaceAll('\n', '\n  ')}`;
  }
  yield '\n}\n';
}
