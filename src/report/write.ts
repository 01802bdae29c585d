// Turns a report, a format and a look into text on a sink, in pieces of a useful size.
import type { Sink } from '../host.ts';
import { FORMATS, type FormatName } from './formats/index.ts';
import type { Look } from './look.ts';
import type { Report } from './model.ts';
import { visibleLines } from './visible.ts';

/** Small writes cost more than the text in them. */
const PIECE = 1 << 16;

/** Settles when the sink has taken everything. On a terminal, or where text comes slowly, nothing is held back. */
export async function write(report: Report, format: FormatName, look: Look, sink: Sink): Promise<void> {
  const { print } = await FORMATS[format].load();
  // A table shows text by its own rules, with colours.
  const shown = sink.isTerminal && format !== 'table' ? visibleLines : (text: string) => text;
  let held = '';
  for await (const text of print(report, look)) {
    held += shown(text);
    if (held.length < PIECE && !sink.isTerminal) continue;
    await sink.write(held);
    held = '';
  }
  if (held !== '') await sink.write(held);
}
