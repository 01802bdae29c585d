// Turns sources into what was found of how each is written, and through which layers its messages were read.
import type { Record } from '../input/record.ts';
import { type RecordVisitor, readRecords, type SourceLayers } from '../input/records.ts';
import type { Source } from '../input/source.ts';
import type { Received, Text } from '../input/text.ts';
import { Kernel } from '../json/kernel.ts';
import type { Position } from '../json/lines.ts';
import type { DocumentVisitor } from '../message/document-visitor.ts';
import { momentOf } from '../message/moment.ts';
import type { MessageReader } from '../message/reader.ts';
import { Unwrapper } from '../message/unwrap.ts';

/** Records of a source that were read alike. */
export interface Path {
  /** What was taken off, outermost first; empty where nothing had to be. */
  readonly layers: readonly string[];
  /** What was in it: a type of message, or why it is none. */
  readonly holds: 'message' | 'no message' | 'text' | 'broken JSON';
  records: number;
  /** The first of them: nothing of it but its own fields. */
  readonly first: Position & { readonly type: string | null; readonly receivedAt: number | null };
}

export interface Explanation {
  readonly source: string;
  readonly layers: SourceLayers | null;
  readonly paths: readonly Path[];
}

/** Reads a source to its end. Errors of the system are thrown as they come. */
export async function explain(
  source: Source,
  {
    maxRecordBytes,
    at,
    interrupt,
  }: { maxRecordBytes: number; at?: string | undefined; interrupt: AbortSignal },
): Promise<Explanation> {
  const kernel = new Kernel(maxRecordBytes);
  const explainer = new Explainer(kernel, at);
  for await (const _ of readRecords(source, explainer, { kernel, maxRecordBytes, interrupt }));
  return { source: source.name, layers: explainer.layers, paths: [...explainer.paths.values()] };
}

class Explainer implements RecordVisitor, DocumentVisitor {
  layers: SourceLayers | null = null;
  readonly paths = new Map<string, Path>();
  readonly #unwrapper: Unwrapper;

  constructor(kernel: Kernel, at: string | undefined) {
    this.#unwrapper = new Unwrapper(this, kernel, at);
  }

  opened(_source: string, layers: SourceLayers): void {
    this.layers = layers;
  }

  record(record: Record): void {
    this.#unwrapper.read(record);
  }

  unframed(): void {}

  message(text: Text, reader: MessageReader, received: Received | null): void {
    const { type, start } = reader.message;
    const envelope = reader.pointer === '' ? [] : [`server webhook, ${reader.pointer}`];
    const receivedAt = received === null ? null : (momentOf(received)?.ms ?? null);
    this.#count('message', envelope, { ...text.positionOf(start), type: type ?? null, receivedAt });
  }

  notMessage(text: Text, reader: MessageReader): void {
    this.#count('no message', [], { ...text.positionOf(reader.start), type: null, receivedAt: null });
  }

  broken(text: Text, start: number): void {
    this.#count('broken JSON', [], { ...text.positionOf(start), type: null, receivedAt: null });
  }

  plain(text: Text, start: number): void {
    this.#count('text', [], { ...text.positionOf(start), type: null, receivedAt: null });
  }

  #count(holds: Path['holds'], inner: readonly string[], first: Path['first']): void {
    const layers = [...this.#unwrapper.layers, ...inner];
    const key = `${holds} ${layers.join(' > ')}`;
    const known = this.paths.get(key);
    if (known === undefined) this.paths.set(key, { layers, holds, records: 1, first });
    else known.records++;
  }
}
