// Turns the columns of a table into the members of the JSON object that a row is, and a row into that object's bytes.
import type { Cell, Table, TableColumn } from '../model.ts';
import { visibleJson } from '../visible.ts';
import { CellBytes, type Scalar } from './cell-bytes.ts';
import { bytesOf, type LineBytes } from './line-bytes.ts';

/** A member of a row's object: the cell of a column, or an object with members of its own. */
export type Member =
  | { readonly name: string; readonly column: TableColumn }
  | { readonly name: string; readonly column: null; readonly members: Member[] };

/** The columns that programs see. */
export function programColumns({ columns }: Table): TableColumn[] {
  return columns.filter(({ seen }) => seen !== 'people');
}

/** A dot in a key leads into a nested object. */
export function membersOf(columns: readonly TableColumn[]): Member[] {
  const members: Member[] = [];
  for (const column of columns) {
    const path = column.key.split('.');
    const name = path.pop()!;
    let level = members;
    for (const outer of path) level = levelNamed(outer, level);
    level.push({ name, column });
  }
  return members;
}

function levelNamed(name: string, members: Member[]): Member[] {
  const known = members.find((member) => member.name === name);
  if (known?.column === null) return known.members;
  const nested: Member = { name, column: null, members: [] };
  members.push(nested);
  return nested.members;
}

/** Writes rows as JSON objects in which no character is dangerous to a terminal. */
export function objectWriter(table: Table): (row: unknown, bytes: LineBytes) => void {
  const object = new ObjectBytes('', membersOf(programColumns(table)));
  return (row, bytes) => {
    object.write(row, bytes);
  };
}

interface ValueBytes {
  /** Whether there is a value other than null. */
  write(row: unknown, bytes: LineBytes): boolean;
}

class ObjectBytes implements ValueBytes {
  readonly #members: readonly ValueBytes[];
  readonly #close = bytesOf('}');

  constructor(before: string, members: readonly Member[]) {
    this.#members = members.map((member, index) => {
      const own = `${index === 0 ? `${before}{` : ','}${jsonOf(member.name)}:`;
      return member.column === null
        ? new NestedBytes(own, member.members)
        : new ColumnBytes(own, member.column);
    });
  }

  write(row: unknown, bytes: LineBytes): boolean {
    let known = false;
    for (const member of this.#members) known = member.write(row, bytes) || known;
    bytes.add(this.#close);
    return known;
  }
}

/** A nested object is null where all its members are. */
class NestedBytes implements ValueBytes {
  readonly #object: ObjectBytes;
  readonly #null: DataView;

  constructor(before: string, members: readonly Member[]) {
    this.#object = new ObjectBytes(before, members);
    this.#null = bytesOf(`${before}null`);
  }

  write(row: unknown, bytes: LineBytes): boolean {
    const start = bytes.length;
    if (this.#object.write(row, bytes)) return true;
    bytes.length = start;
    bytes.add(this.#null);
    return false;
  }
}

class ColumnBytes implements ValueBytes {
  readonly #column: TableColumn;
  readonly #scalar: CellBytes;
  readonly #first = new CellBytes('', jsonOf);
  readonly #further = new CellBytes(',', jsonOf);
  readonly #open: DataView;
  readonly #close = bytesOf(']');

  constructor(before: string, column: TableColumn) {
    this.#column = column;
    this.#scalar = new CellBytes(before, jsonOf);
    this.#open = bytesOf(`${before}[`);
  }

  write(row: unknown, bytes: LineBytes): boolean {
    const cell: Cell = this.#column.cell(row);
    if (typeof cell === 'object' && cell !== null) this.#writeList(cell, bytes);
    else this.#scalar.write(cell, bytes);
    return cell !== null;
  }

  #writeList(list: readonly Scalar[], bytes: LineBytes): void {
    bytes.add(this.#open);
    for (let index = 0; index < list.length; index++)
      (index === 0 ? this.#first : this.#further).write(list[index]!, bytes);
    bytes.add(this.#close);
  }
}

/** Text that JSON and a terminal take as it is. */
const PLAIN = /^[ !#-[\]-~]*$/;

function jsonOf(value: Scalar): string {
  if (typeof value === 'string' && PLAIN.test(value)) return `"${value}"`;
  return visibleJson(JSON.stringify(value));
}
