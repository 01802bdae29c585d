// Turns a report's rows into tab-separated values; tabs and line breaks within a value are written \t, \n and \r.
import type { Report } from '../model.ts';
import { separated } from './separated.ts';

export function print(report: Report): AsyncGenerator<string | Uint8Array> {
  return separated(report, '\t', '\n', quote);
}

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

const SPECIAL = /[\\\t\n\r]/;

function quote(text: string): string {
  return !SPECIAL.test(text)
    ? text
    : text.replace(/[\\\t\n\r]/g, (character) => ESCAPES[character] ?? character);
}
