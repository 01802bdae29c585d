// Turns a report's rows into comma-separated values, quoted by RFC 4180; what a spreadsheet would obey has an apostrophe before it.
import type { Report } from '../model.ts';
import { separated } from './separated.ts';

export function print(report: Report): AsyncGenerator<string | Uint8Array> {
  return separated(report, ',', '\r\n', quote);
}

/** What a spreadsheet would take for a formula; a number, or a phone number, is none. */
const FORMULA = /^[=+\-@\t\r](?![\d\s().-]*$)/;

function quote(value: string): string {
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
