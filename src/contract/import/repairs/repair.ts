// Names what a repair is: a defect of published schemas, why it is one, and how a schema that has it is put right.
import type { JsonObject } from '../schema.ts';
import type { Resolve } from '../shape.ts';

export interface RepairRule {
  /** Why this is a defect and what is done about it, for a reader of the list of repairs. */
  explain: string;
  /** The schema put right and what was wrong with it; nothing when it has no such defect. Its subschemas are repaired already. */
  apply(schema: JsonObject, context: RepairContext): Fix | undefined;
}

export interface Fix {
  schema: JsonObject;
  reason: string;
}

export interface RepairContext {
  /** The schema behind a reference, as the document has it. */
  resolve: Resolve;
  /** Whether keywords beside `$ref` count in this document. */
  refSiblings: boolean;
}
