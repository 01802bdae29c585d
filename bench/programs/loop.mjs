// Turns an NDJSON file into the fields of its speech-updates: what a plain loop around JSON.parse does.
import { closeSync, openSync, readSync, writeSync } from 'node:fs';

const NEWLINE = 0x0a;
const file = openSync(process.argv[2], 'r');
let bytes = Buffer.allocUnsafe(4 << 20);
let kept = 0;
for (;;) {
  const end = kept + readSync(file, bytes, kept, bytes.length - kept, null);
  if (end === kept) break;
  let begin = 0;
  let rows = '';
  for (
    let stop = bytes.indexOf(NEWLINE, kept);
    stop !== -1 && stop < end;
    stop = bytes.indexOf(NEWLINE, begin)
  ) {
    rows += rowOf(bytes.utf8Slice(begin, stop));
    begin = stop + 1;
  }
  writeAll(rows);
  kept = end - begin;
  bytes.copy(bytes, 0, begin, end);
  if (kept === bytes.length) bytes = Buffer.concat([bytes, Buffer.allocUnsafe(bytes.length)]);
}
if (kept > 0) writeAll(rowOf(bytes.utf8Slice(0, kept)));
closeSync(file);

function rowOf(line) {
  const { message } = JSON.parse(line);
  if (message.type !== 'speech-update') return '';
  return `${message.call.id}\t${message.role}\t${message.status}\t${message.turn}\t${message.timestamp}\n`;
}

function writeAll(text) {
  const all = Buffer.from(text);
  for (let written = 0; written < all.length; ) written += writeSync(1, all, written);
}
