// Turns a published description of a message, OpenAPI or JSON Schema, into a set of draft-07 schema files.
import { closureOf } from './closure.ts';
import { type AppliedCorrection, type Correction, correctSchemas } from './corrections.ts';
import { describeSchemas } from './describe.ts';
import { findMessage, openDocument, type SourceDocument } from './document.ts';
import { layOut, type SchemaFiles } from './layout.ts';
import { type Repair, repairSchemas } from './repairs/index.ts';
import { shareUnions } from './share.ts';
import { tagUnions } from './unions.ts';

export interface ImportOptions {
  /** The `type` of the message; `speech-update` when absent. */
  message?: string;
  corrections?: readonly Correction[];
  /** Our own words by place (`<name>#<pointer>`). */
  descriptions?: Readonly<Record<string, string>>;
  /** Names by place for unions that stand in many places. */
  names?: Readonly<Record<string, string>>;
}

export interface ImportedContract {
  source: Pick<SourceDocument, 'kind' | 'version'>;
  /** Schemas by file name; the first is the message as the server sends it. */
  files: SchemaFiles;
  repairs: readonly Repair[];
  corrections: readonly AppliedCorrection[];
}

/** Throws UnusableDocument when the document is none that is known or does not describe the message. */
export function importContract(document: unknown, options: ImportOptions = {}): ImportedContract {
  const { message = 'speech-update', corrections = [], descriptions = {}, names = {} } = options;
  const source = openDocument(document);
  const { server, client } = findMessage(source, message);
  const roots = [
    ...(server === undefined ? [] : [{ name: server, file: message }]),
    ...(client === undefined
      ? []
      : [{ name: client, file: server === undefined ? message : `${message}.client` }]),
  ];
  const rootNames = roots.map(({ name }) => name);

  const published = closureOf(source, rootNames);
  const { schemas: sound, repairs } = repairSchemas(published, source.refSiblings);
  const { schemas: corrected, applied } = correctSchemas(sound, corrections);
  const tagged = tagUnions(corrected);
  const shared = shareUnions(tagged, names, rootNames);
  const described = describeSchemas(shared, descriptions);
  const files = layOut(described, roots);

  return { source: { kind: source.kind, version: source.version }, files, repairs, corrections: applied };
}
