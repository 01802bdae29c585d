// Names what an envelope does: it turns the fields of a document into the fields of the message within.
import type { MessageFields } from '../fields.ts';

export interface Envelope {
  /** What the documentation calls it. */
  readonly name: string;
  /** JSON Pointer from the document to the message. */
  readonly pointer: string;
  /** The message in this envelope, of the document and the object under its key `message`; undefined where it is not one of these. */
  unwrap(document: MessageFields, message: MessageFields | undefined): MessageFields | undefined;
}
