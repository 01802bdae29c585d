// Names a contract: what turns a parsed message into the errors that its JSON Schema finds in it.

/** One error as Ajv reports it, without its prose. */
export interface SchemaError {
  readonly keyword: string;
  /** RFC 6901, from the value that was checked. */
  readonly instancePath: string;
  readonly schemaPath: string;
  readonly params: Readonly<Record<string, unknown>>;
}

export interface Contract {
  /** Whether it describes the message, or the document around it. */
  readonly describes: Describes;
  /** Whether it is ours, so that the message's own fields can be explained by what we know of them. */
  readonly builtIn: boolean;
  /** All errors of `value`; none where it keeps the contract. */
  check(value: unknown): readonly SchemaError[];
}

export type Describes = 'message' | 'document';
