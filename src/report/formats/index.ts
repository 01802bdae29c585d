// Lists the formats: those that every command can print, and those that print typed columns, findings or gates.
import type { BinaryFormat, Format, Printed } from './format.ts';

export const FORMATS = {
  table: { about: 'for people', of: ['rows'], load: () => import('./table.ts') },
  json: { about: 'one JSON document', of: ['rows'], load: () => import('./json.ts') },
  jsonl: { about: 'one JSON object a row', of: ['rows'], load: () => import('./jsonl.ts') },
  csv: {
    about: 'comma-separated values with a heading line (RFC 4180)',
    of: ['rows'],
    load: () => import('./csv.ts'),
  },
  tsv: { about: 'tab-separated values with a heading line', of: ['rows'], load: () => import('./tsv.ts') },
  md: { about: 'Markdown', of: ['rows'], load: () => import('./md.ts') },
  parquet: {
    about: 'Apache Parquet, for DuckDB, Spark and warehouses; wants --out',
    of: ['columns'],
    binary: true,
    load: () => import('./parquet.ts'),
  },
  sarif: { about: 'SARIF 2.1.0, for code scanning', of: ['findings'], load: () => import('./sarif.ts') },
  junit: {
    about: 'JUnit XML, for test reports',
    of: ['findings', 'gates'],
    load: () => import('./junit.ts'),
  },
  github: {
    about: 'annotations of GitHub Actions',
    of: ['findings', 'gates'],
    load: () => import('./github.ts'),
  },
} as const satisfies Record<string, Format>;

export type FormatName = keyof typeof FORMATS;

/** The formats that are bytes and no text. */
export type BinaryFormatName = {
  [Name in FormatName]: (typeof FORMATS)[Name] extends BinaryFormat ? Name : never;
}[FormatName];
export type TextFormatName = Exclude<FormatName, BinaryFormatName>;

export function isBinary(name: FormatName): name is BinaryFormatName {
  return 'binary' in FORMATS[name];
}

/** The names of the formats that print what a command has. */
export function formatsOf(...what: Printed[]): FormatName[] {
  return (Object.keys(FORMATS) as FormatName[]).filter((name) =>
    FORMATS[name].of.some((part: Printed) => what.includes(part)),
  );
}
