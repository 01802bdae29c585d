// Turns a source into a capture of the same messages without private text, written as the source was.
import type { BuiltInPlaces } from '../contract/load/places.ts';
import { FRAMINGS } from '../input/framings/index.ts';
import type { Record } from '../input/record.ts';
import { type RecordVisitor, readRecords, type SourceLayers } from '../input/records.ts';
import type { Source } from '../input/source.ts';
import type { Text } from '../input/text.ts';
import { isBlank, NEWLINE, RETURN, SPACE } from '../json/bytes.ts';
import { Kernel } from '../json/kernel.ts';
import type { DocumentVisitor } from '../message/document-visitor.ts';
import type { MessageReader } from '../message/reader.ts';
import { Unwrapper } from '../message/unwrap.ts';
import { redactedBroken } from './broken.ts';
import { DocumentRedactor } from './document.ts';
import type { Filler } from './filler.ts';
import { Tape } from './tape.ts';

export interface RedactionCounts {
  messages: number;
  /** JSON that is no message, and what breaks in the midst. */
  others: number;
  /** What does not even begin as JSON, and so is left out. */
  dropped: number;
  /** Messages that were written without what was around them. */
  unwrapped: number;
}

export interface Redaction {
  readonly filler: Filler;
  readonly places: BuiltInPlaces;
  readonly maxRecordBytes: number;
  readonly at: string | undefined;
  readonly interrupt: AbortSignal;
}

/** A document of the record at hand without its private text, and where it stood; -1 where that was not in the record itself. */
interface Written {
  readonly start: number;
  readonly end: number;
  readonly bytes: Buffer;
}

/** Gives the bytes to write, piece by piece, and counts. Errors of the system are thrown as they come. */
export async function* redactedCapture(
  source: Source,
  redaction: Redaction,
  counts: RedactionCounts,
): AsyncGenerator<Buffer> {
  const { maxRecordBytes, interrupt } = redaction;
  const kernel = new Kernel(maxRecordBytes);
  const tape = new Tape(maxRecordBytes);
  const writer = new CaptureWriter(redaction, kernel, tape, counts);
  const bare = tape.recorded(kernel, source, maxRecordBytes, interrupt);
  for await (const _ of readRecords(bare, writer, { kernel, maxRecordBytes, interrupt })) {
    writer.passStale();
    yield writer.take();
  }
  writer.finish();
  yield writer.take();
}

class CaptureWriter implements RecordVisitor, DocumentVisitor {
  readonly #redactor: DocumentRedactor;
  readonly #unwrapper: Unwrapper;
  readonly #tape: Tape;
  readonly #counts: RedactionCounts;
  #isArray = false;
  #record: Text | undefined;
  #written: Written[] = [];
  #out: Buffer[] = [];

  readonly #redaction: Redaction;

  constructor(redaction: Redaction, kernel: Kernel, tape: Tape, counts: RedactionCounts) {
    const { filler, places, at } = redaction;
    this.#redaction = redaction;
    this.#redactor = new DocumentRedactor(filler, places, kernel);
    this.#unwrapper = new Unwrapper(this, kernel, at);
    this.#tape = tape;
    this.#counts = counts;
  }

  take(): Buffer {
    const bytes = Buffer.concat(this.#out);
    this.#out = [];
    return bytes;
  }

  passStale(): void {
    this.#out.push(harmless(this.#tape.takeStale()));
  }

  finish(): void {
    this.#out.push(harmless(this.#tape.takeRest()));
  }

  opened(_source: string, { framing }: SourceLayers): void {
    this.#isArray = framing === FRAMINGS.array.name;
  }

  record(record: Record): void {
    const { bytes, start, end } = record;
    this.#out.push(harmless(this.#tape.takeTo(record.positionOf(start))));
    this.#record = record;
    this.#written = [];
    this.#unwrapper.read(record);
    this.#out.push(this.#inPlace(bytes, start, end) ?? this.#apart());
    this.#tape.take(end - start);
  }

  unframed(): void {
    this.#counts.dropped++;
  }

  message(text: Text, reader: MessageReader): void {
    this.#counts.messages++;
    const kind = {
      message: reader.isSpeech ? 'speech-update' : 'other',
      enveloped: reader.pointer !== '',
    } as const;
    this.#write(text, reader, this.#redactor.redacted(reader.entry, kind));
  }

  notMessage(text: Text, reader: MessageReader): void {
    this.#counts.others++;
    const kind = { message: null, enveloped: false };
    this.#write(text, reader, this.#redactor.redacted(reader.entry, kind));
  }

  broken(text: Text, start: number, end: number): void {
    this.#counts.others++;
    const { filler, places } = this.#redaction;
    this.#write(text, { start, end }, redactedBroken(text.bytes.subarray(start, end), filler, places.names));
  }

  plain(): void {
    this.#counts.dropped++;
  }

  #write(text: Text, { start, end }: Omit<Written, 'bytes'>, bytes: Buffer): void {
    const isHere = text === this.#record;
    this.#written.push({ start: isHere ? start : -1, end: isHere ? end : -1, bytes });
  }

  /** The record with its documents replaced; null where something else than blanks and brackets stands around them. */
  #inPlace(bytes: Buffer, start: number, end: number): Buffer | null {
    const pieces: Buffer[] = [];
    let at = start;
    for (const one of this.#written) {
      if (one.start < at) return null;
      pieces.push(bytes.subarray(at, one.start), one.bytes);
      if (!isHarmless(bytes.subarray(at, one.start))) return null;
      at = one.end;
    }
    const rest = bytes.subarray(at, end);
    return isHarmless(rest) && this.#written.length > 0 ? Buffer.concat([...pieces, rest]) : null;
  }

  /** The documents alone, one a line, or as items of the array that the record was one of. */
  #apart(): Buffer {
    const documents = this.#written.map(({ bytes }) => oneLine(bytes).toString('latin1'));
    this.#counts.unwrapped += documents.length;
    const none = this.#isArray ? 'null' : '';
    return Buffer.from(documents.join(this.#isArray ? ',' : '\n') || none, 'latin1');
  }
}

/** Brackets and commas of arrays, the separator of sequences, and the byte order mark. */
const STRUCTURE: ReadonlySet<number> = new Set([0x5b, 0x5d, 0x2c, 0x1e, 0xef, 0xbb, 0xbf]);

function isHarmless(bytes: Buffer): boolean {
  return bytes.every((byte) => isBlank(byte) || STRUCTURE.has(byte));
}

/** Between records: as it is, or the line breaks of what cannot be told to be harmless, so that lines keep their numbers. */
function harmless(bytes: Buffer): Buffer {
  return isHarmless(bytes) ? Buffer.from(bytes) : (bytes.filter((byte) => byte === NEWLINE) as Buffer);
}

/** Line breaks stand only between the tokens of JSON. */
function oneLine(bytes: Buffer): Buffer {
  return Buffer.from(bytes.map((byte) => (byte === NEWLINE || byte === RETURN ? SPACE : byte)));
}
