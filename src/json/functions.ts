// Names the functions that the compiled kernel has, and those that it asks of others.

/** The functions that src/kernel/index.ts exports. Places are addresses, which are offsets in the memory. */
export interface KernelFunctions {
  walk(start: number, end: number, mode: number, tape: number, first: number, room: number): number;
  readonly written: { readonly value: number };
  fields(tape: number, object: number, out: number): void;
  noteField(tape: number, member: number, out: number): number;
  noteCallField(tape: number, member: number, out: number): number;
  keyEndBefore(start: number): number;
  wholeNumber(start: number, end: number): number;
  unescape(start: number, end: number, target: number): number;
  newlines(start: number, end: number): number;
  lineEnd(start: number, end: number): number;
  rawOffset(start: number, end: number, offset: number): number;
  useContract(tables: number, work: number, workBytes: number): void;
  judge(tape: number, entry: number): number;
  hasDoubles(tape: number, first: number, second: number, third: number): number;
  defects(): number;
}

/** What the kernel leaves to others while it judges by a contract. */
export interface Asked {
  /** Whether the value keeps a rule of a node, or what else its number asks. */
  keeps(node: number, rule: number, entry: number): boolean;
  /** How many of the unknown names, whose entries are at an address, are slips of missing ones. */
  slips(node: number, missingLow: number, missingHigh: number, unknown: number, count: number): number;
}
