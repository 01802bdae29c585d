// Turns an input into the fields of its speech-updates with a plain loop around JSON.parse.
import { closeSync, openSync, readdirSync, readFileSync, readSync, writeSync } from 'node:fs';
import { join } from 'node:path';

const [framing, path] = process.argv.slice(2);
const NEWLINE = Buffer.from('\n');
const END_OF_OBJECT = Buffer.from('\n}\n');

/** From the text of a record to its document, or to undefined while it is incomplete. */
const DOCUMENTS = {
  lines: JSON.parse,
  pretty: JSON.parse,
  files: JSON.parse,
  pino: (line) => JSON.parse(JSON.parse(line).body),
  'pino-object': (line) => JSON.parse(line).body,
  cloudwatch: (line) => JSON.parse(JSON.parse(line).message),
  docker: joined(),
};

let rows = '';
const documentOf = DOCUMENTS[framing];
if (framing === 'files') for (const name of readdirSync(path)) take(readFileSync(join(path, name), 'utf8'));
else read(framing === 'pretty' ? END_OF_OBJECT : NEWLINE);
print();

function read(end) {
  const file = openSync(path, 'r');
  let bytes = Buffer.allocUnsafe(4 << 20);
  let kept = 0;
  for (;;) {
    const filled = kept + readSync(file, bytes, kept, bytes.length - kept, null);
    if (filled === kept) break;
    const held = bytes.subarray(0, filled);
    let begin = 0;
    let stop = held.indexOf(end, Math.max(0, kept - end.length + 1));
    for (; stop !== -1; stop = held.indexOf(end, begin)) {
      take(bytes.utf8Slice(begin, stop + end.length));
      begin = stop + end.length;
    }
    print();
    kept = filled - begin;
    bytes.copy(bytes, 0, begin, filled);
    if (kept === bytes.length) bytes = Buffer.concat([bytes, Buffer.allocUnsafe(bytes.length)]);
  }
  if (kept > 0) take(bytes.utf8Slice(0, kept));
  closeSync(file);
}

/** Joins Docker's pieces until one ends with a line feed. */
function joined() {
  let text = '';
  return (line) => {
    text += JSON.parse(line).log;
    if (!text.endsWith('\n')) return undefined;
    const whole = text;
    text = '';
    return JSON.parse(whole);
  };
}

function take(text) {
  const message = documentOf(text)?.message;
  if (message?.type !== 'speech-update') return;
  rows += `${message.call.id}\t${message.role}\t${message.status}\t${message.turn}\t${message.timestamp}\n`;
}

function print() {
  const all = Buffer.from(rows);
  for (let written = 0; written < all.length; ) written += writeSync(1, all, written);
  rows = '';
}
