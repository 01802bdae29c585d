// Turns the name of a hostile stream into its bytes on standard output, piece by piece, since most are longer than memory.
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

const PIECE = 1 << 20;
const MESSAGE =
  '{"message":{"type":"speech-update","status":"started","role":"user","turn":0,"timestamp":1786000001000,"artifact":{"messages":';

function* text(before, size, after = '') {
  yield Buffer.from(before);
  const piece = Buffer.alloc(PIECE, 'x');
  for (let left = size; left > 0; left -= PIECE) yield piece.subarray(0, Math.min(left, PIECE));
  yield Buffer.from(after);
}

function* repeated(what, times) {
  const once = Math.floor(PIECE / what.length);
  const piece = Buffer.from(what.repeat(once));
  let left = times;
  for (; left >= once; left -= once) yield piece;
  yield Buffer.from(what.repeat(left));
}

function* between(before, middle, after) {
  yield Buffer.from(before);
  yield* middle;
  yield Buffer.from(after);
}

const STREAMS = {
  '2 GiB in a string without end': () => text('{"a":"', 2 ** 31),
  '2 GiB of text without end': () => text('web-1 says ', 2 ** 31),
  '2 GiB in a line of a container': () => text('web-1  | {"a":"', 2 ** 31),
  '1 GB in a line, to be packed': () => text('{"a":"', 1e9, '"}\n'),
  '20 million brackets': () => between('', repeated('[', 20e6), '\n'),
  '20 million brackets and their ends': () =>
    between('', between('', repeated('[', 20e6), ''), ']'.repeat(20e6)),
  '20 million levels of objects': () => between('', repeated('{"a":', 20e6), '1\n'),
  '10 million levels of objects in an array': () => between('[', repeated('{"a":', 10e6), '1\n'),
  '20 million empty objects in an array': () => between('[{}', repeated(',{}', 20e6 - 1), ']\n'),
  '20 million empty objects in a message': () =>
    between(`${MESSAGE}[{}`, repeated(',{}', 20e6 - 1), ']}}}\n'),
  '10 million documents in a line': () => between('', repeated('{}', 10e6), '\n'),
};

// Whoever reads may leave before the end.
await pipeline(Readable.from(STREAMS[process.argv[2]]()), process.stdout).catch(() => {});
