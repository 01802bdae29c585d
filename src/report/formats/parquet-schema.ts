// Turns the columns of a table into the schema of a Parquet file, and a value of `json` into what its column stores.
import type { ParquetWriter } from 'hyparquet-writer';
import type { Column, Kind } from '../model.ts';

type SchemaElement = ParquetWriter['schema'][number];

/** A column of the file: a leaf with a kind, or a struct of further ones. */
export interface Field {
  readonly name: string;
  readonly kind: Kind | null;
  readonly fields: Field[];
}

type Leaf = Pick<SchemaElement, 'type' | 'converted_type' | 'logical_type'>;

const STRING: Leaf = { type: 'BYTE_ARRAY', converted_type: 'UTF8', logical_type: { type: 'STRING' } };
/** Whole numbers may be as large as the message's own turn numbers, and those as large as JSON's. */
const INTEGER: Leaf = { type: 'INT64' };
/** Times are doubles, as in JSON: artifacts and some messages tell fractions of a millisecond. */
const NUMBER: Leaf = { type: 'DOUBLE' };

interface Storage {
  readonly leaf: Leaf;
  /** Whether a row has any number of them. A list is never null, it is empty. */
  readonly list?: true;
  /** Whether each row has one. */
  readonly required?: true;
}

const STORAGE: Readonly<Record<Kind, Storage>> = {
  text: { leaf: STRING },
  role: { leaf: STRING },
  index: { leaf: INTEGER },
  count: { leaf: INTEGER },
  duration: { leaf: NUMBER },
  durations: { leaf: NUMBER, list: true },
  offset: { leaf: NUMBER },
  instant: { leaf: NUMBER },
  ratio: { leaf: NUMBER },
  number: { leaf: NUMBER },
  flags: { leaf: STRING, list: true },
  boolean: { leaf: { type: 'BOOLEAN' }, required: true },
};

/** A dot in a key leads into a struct. */
export function fieldsOf(columns: readonly Pick<Column<never>, 'key' | 'kind'>[]): Field[] {
  const fields: Field[] = [];
  for (const { key, kind } of columns) {
    const path = key.split('.');
    let level = fields;
    for (const [depth, name] of path.entries()) {
      const last = depth === path.length - 1;
      let field = level.find((one) => one.name === name);
      if (field === undefined) {
        field = { name, kind: last ? kind : null, fields: [] };
        level.push(field);
      }
      level = field.fields;
    }
  }
  return fields;
}

/** As Parquet lists it: each group before its members, with their number. */
export function schemaOf(fields: readonly Field[]): SchemaElement[] {
  return [{ name: 'row', num_children: fields.length }, ...fields.flatMap(elementsOf)];
}

function elementsOf({ name, kind, fields }: Field): SchemaElement[] {
  if (kind === null)
    return [
      { name, repetition_type: 'OPTIONAL', num_children: fields.length },
      ...fields.flatMap(elementsOf),
    ];
  const { leaf, list, required } = STORAGE[kind];
  if (list === true) {
    return [
      {
        name,
        repetition_type: 'REQUIRED',
        num_children: 1,
        converted_type: 'LIST',
        logical_type: { type: 'LIST' },
      },
      { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
      { name: 'element', repetition_type: 'REQUIRED', ...leaf },
    ];
  }
  return [{ name, repetition_type: required === true ? 'REQUIRED' : 'OPTIONAL', ...leaf }];
}

/** What the writer takes for a value: whole numbers of 64 bits are bigints. */
export function physical(field: Field, value: unknown): unknown {
  if (value === null || value === undefined) return null;
  if (field.kind === null)
    return Object.fromEntries(
      field.fields.map((part) => [part.name, physical(part, Reflect.get(value, part.name))]),
    );
  return STORAGE[field.kind].leaf === INTEGER ? BigInt(Number(value)) : value;
}
