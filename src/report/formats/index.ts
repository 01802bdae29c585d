// Lists the formats that every command can print.
import type { Format } from './format.ts';

export const FORMATS = {
  table: { about: 'for people', load: () => import('./table.ts') },
  json: { about: 'one JSON document', load: () => import('./json.ts') },
  jsonl: { about: 'one JSON object a row', load: () => import('./jsonl.ts') },
  csv: { about: 'comma-separated values with a heading line (RFC 4180)', load: () => import('./csv.ts') },
  tsv: { about: 'tab-separated values with a heading line', load: () => import('./tsv.ts') },
  md: { about: 'Markdown', load: () => import('./md.ts') },
} as const satisfies Record<string, Format>;

export type FormatName = keyof typeof FORMATS;
