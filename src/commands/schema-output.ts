// Turns the columns of a command's rows into the JSON Schema of what it prints for programs.
import { nearest } from '../contract/near.ts';
import { type Exit, TurnlineError } from '../errors.ts';
import { MEASURES } from '../measures/index.ts';
import type { Column, Kind } from '../report/model.ts';
import type { Invocation } from './command.ts';
import { comparisonColumns } from './compare-table.ts';
import { configColumns } from './config.ts';
import { findingColumns } from './finding-table.ts';
import { presentText } from './present.ts';
import { segmentColumns } from './segments.ts';
import { turnColumns } from './turn-table.ts';

type AnyColumn = Pick<Column<never>, 'key' | 'title' | 'kind' | 'seen'>;

/** The rows of each command that prints rows. */
export const ROWS: Readonly<Record<string, readonly AnyColumn[]>> = {
  segments: segmentColumns(true),
  turns: turnColumns(true, true),
  summary: MEASURES,
  compare: comparisonColumns,
  validate: findingColumns,
  config: configColumns(),
};

/** `null` means not measurable, never zero. */
const KINDS: Readonly<Record<Kind, object>> = {
  text: { type: ['string', 'null'] },
  role: { enum: ['assistant', 'user', null] },
  index: { type: ['integer', 'null'], minimum: 0 },
  count: { type: ['integer', 'null'], minimum: 0 },
  duration: { description: 'Milliseconds.', type: ['number', 'null'] },
  durations: { description: 'Milliseconds.', type: 'array', items: { type: 'number' } },
  offset: { description: "Milliseconds from the call's origin.", type: ['number', 'null'] },
  instant: { description: 'Milliseconds since 1970.', type: ['number', 'null'] },
  ratio: { description: 'A share of 1.', type: ['number', 'null'], minimum: 0, maximum: 1 },
  number: { description: 'In the unit that `unit` tells.', type: ['number', 'null'] },
  flags: { type: 'array', items: { type: 'string' } },
  boolean: { type: 'boolean' },
};

export async function run(invocation: Invocation): Promise<Iterable<Exit>> {
  const { operands } = invocation;
  const [command = '', more] = operands;
  const columns = ROWS[command];
  if (columns === undefined || more !== undefined) {
    const meant = nearest(command, Object.keys(ROWS));
    const hint =
      meant === null ? `one of ${Object.keys(ROWS).join(', ')} is wanted` : `did you mean ${meant}?`;
    throw new TurnlineError('usage', `schema output knows the rows of a command: ${hint}`);
  }
  await presentText(`${JSON.stringify(rowSchema(command, columns), null, 2)}\n`, invocation);
  return ['ok'];
}

/** The schema of one row; words are there only with --text. */
export function rowSchema(command: string, columns: readonly AnyColumn[]): object {
  const root: Part = { properties: {}, required: [] };
  for (const { key, kind, seen } of columns) {
    if (seen === 'people') continue;
    const path = key.split('.');
    place(root, path, KINDS[kind], /Text$/.test(key));
  }
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: `A row of turnline ${command}`,
    type: 'object',
    ...root,
    additionalProperties: false,
  };
}

interface Part {
  readonly properties: Record<string, object>;
  readonly required: string[];
}

function place(part: Part, [key = '', ...rest]: readonly string[], schema: object, optional: boolean): void {
  if (!optional && !part.required.includes(key)) part.required.push(key);
  if (rest.length === 0) {
    part.properties[key] = schema;
    return;
  }
  const nested = part.properties[key] ?? {
    description: 'Null where nothing in it can be told.',
    type: ['object', 'null'],
    properties: {},
    required: [],
    additionalProperties: false,
  };
  part.properties[key] = nested;
  place(nested as Part, rest, schema, optional);
}
