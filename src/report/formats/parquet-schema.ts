// Turns the members of a row's object into the schema of a Parquet file, and a row into what its columns store.
import type { ParquetWriter } from 'hyparquet-writer';
import type { Kind } from '../model.ts';
import type { Member } from './object.ts';

type SchemaElement = ParquetWriter['schema'][number];

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

/** As Parquet lists it: each group before its members, with their number. */
export function schemaOf(members: readonly Member[]): SchemaElement[] {
  return [{ name: 'row', num_children: members.length }, ...members.flatMap(elementsOf)];
}

function elementsOf(member: Member): SchemaElement[] {
  const { name, column } = member;
  if (column === null)
    return [
      { name, repetition_type: 'OPTIONAL', num_children: member.members.length },
      ...member.members.flatMap(elementsOf),
    ];
  const { leaf, list, required } = STORAGE[column.kind];
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

/** What the writer takes for a member of a row: whole numbers of 64 bits are bigints, a struct of nulls is null. */
export function physical(member: Member, row: unknown): unknown {
  const { column } = member;
  if (column === null) {
    const parts = member.members.map((part) => [part.name, physical(part, row)] as const);
    return parts.every(([, value]) => value === null) ? null : Object.fromEntries(parts);
  }
  const cell = column.cell(row);
  return cell !== null && STORAGE[column.kind].leaf === INTEGER ? BigInt(Number(cell)) : cell;
}
