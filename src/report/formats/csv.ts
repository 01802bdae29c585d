// Turns a report's rows into comma-separated values, quoted by RFC 4180.
import type { Report } from '../model.ts';
import { separated } from './separated.ts';

export function print(report: Report): AsyncGenerator<string> {
  return separated(report, ',', '\r\n', quote);
}

function quote(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
