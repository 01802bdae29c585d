// Turns lines of several streams, as they came mingled, into lines of which those of one document stand together.
import { isBlank, OPEN_BRACE, OPEN_BRACKET, skipBlanks } from '../../json/bytes.ts';

/** What a line that is put in order must tell. */
export interface StreamLine {
  readonly stream: string;
  /** What was printed. */
  readonly text: Buffer;
}

/** More lines than this nobody prints between two others of one document. */
const MOST_WAITING = 1_000;

/**
 * While one stream is in the midst of a document over several lines, the lines of others wait. A document goes on from
 * a line that ends in an opening to the next one that is indented no deeper.
 */
export class Untangler<Line extends StreamLine> {
  /** The stream that is in the midst of a document, and how deep that is indented. */
  #open: { readonly stream: string; readonly indent: number } | undefined;
  #waiting: Line[] = [];

  /** The lines that are next, now that this one is there. */
  add(line: Line): Line[] {
    if (this.#open !== undefined && this.#open.stream !== line.stream) {
      this.#waiting.push(line);
      return this.#waiting.length > MOST_WAITING ? this.rest() : [];
    }
    this.#follow(line);
    return this.#open === undefined && this.#waiting.length > 0 ? [line, ...this.#again()] : [line];
  }

  /** What still waits. */
  rest(): Line[] {
    const lines = this.#waiting;
    this.#waiting = [];
    this.#open = undefined;
    return lines;
  }

  #again(): Line[] {
    return this.rest().flatMap((line) => this.add(line));
  }

  #follow({ stream, text }: Line): void {
    const indent = skipBlanks(text, 0, text.length);
    if (indent === text.length) return;
    if (endsInOpening(text)) this.#open ??= { stream, indent };
    else if (this.#open !== undefined && indent <= this.#open.indent) this.#open = undefined;
  }
}

function endsInOpening(text: Buffer): boolean {
  let last = text.length - 1;
  while (isBlank(text[last])) last--;
  return text[last] === OPEN_BRACE || text[last] === OPEN_BRACKET;
}
