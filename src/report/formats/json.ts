// Turns a report into one JSON document: a list of its rows, or the report's own document with that list in it.
import type { Report } from '../model.ts';
import { visibleJson } from '../visible.ts';
import { bytesOf } from './line-bytes.ts';
import { objectWriter } from './object.ts';
import { rowPieces } from './row-pieces.ts';

export function print({ table, document }: Report): AsyncGenerator<string | Uint8Array> {
  const indent = document === undefined ? '  ' : '    ';
  const [first, further] = [bytesOf(`\n${indent}`), bytesOf(`,\n${indent}`)];
  const writeObject = objectWriter(table);
  let isEmpty = true;
  return rowPieces(table, {
    head: document === undefined ? '[' : `{\n  ${JSON.stringify(document.list)}: [`,
    writeRow: (row, bytes) => {
      bytes.add(isEmpty ? first : further);
      isEmpty = false;
      writeObject(row, bytes);
    },
    foot: () => {
      if (document === undefined) return isEmpty ? ']\n' : '\n]\n';
      return `${isEmpty ? ']' : '\n  ]'}${membersOf(document.rest())}\n}\n`;
    },
  });
}

function membersOf(rest: object): string {
  return Object.entries(rest)
    .map(([key, value]) => {
      const text = visibleJson(JSON.stringify(value, null, 2)).replaceAll('\n', '\n  ');
      return `,\n  ${JSON.stringify(key)}: ${text}`;
    })
    .join('');
}
