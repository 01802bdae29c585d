// Names what is told of the documents that are found in a record.
import type { Received, Text } from '../input/text.ts';
import type { Problem } from '../json/problem.ts';
import type { MessageReader } from './reader.ts';

/** Is told of every document in a record, in their order. */
export interface DocumentVisitor {
  /** A message; its fields are in `reader`. `received` is when the innermost thing around it says that it came. */
  message(text: Text, reader: MessageReader, received: Received | null): void;
  /** JSON that neither is a message nor holds one. */
  notMessage(text: Text, reader: MessageReader): void;
  /** What begins as JSON and is not. */
  broken(text: Text, start: number, end: number, problem: Problem): void;
  /** A line of text. */
  plain(text: Text, start: number, end: number): void;
}
