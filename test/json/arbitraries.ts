// Turns a random seed into JSON documents, well formed and broken, for the laws of the byte cursor.
import fc from 'fast-check';

const blank = fc.string({ unit: fc.constantFrom(' ', '\n', '\r', '\t'), maxLength: 2 });
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({
    unit: fc.constantFrom('a', '"', '\\', '\n', '\u2028', 'é', '😀', '/', '{', '}'),
    maxLength: 90,
  }),
);
const FIELDS = ['type', 'status', 'role', 'turn', 'timestamp', 'call', 'id', 'message', '', '__proto__'];
const key = fc.oneof(fc.constantFrom(...FIELDS), text);

/** A string of a document, sometimes with every character written as an escape. */
const written = (value: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .tuple(value, fc.boolean())
    .map(([string, escaped]) =>
      escaped
        ? `"${[...Array(string.length).keys()].map((i) => `\\u${string.charCodeAt(i).toString(16).padStart(4, '0')}`).join('')}"`
        : JSON.stringify(string),
    );

const number = fc.constantFrom(
  '0',
  '-0',
  '1',
  '-17',
  '1.5',
  '1e3',
  '1E-2',
  '1746364526623',
  '123456789012345678',
  '1e999',
);

/** Documents as text: random blanks, duplicate keys, escapes in keys and values. */
export const document: fc.Arbitrary<string> = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    written(text),
    written(fc.constantFrom('speech-update', 'started', 'stopped', 'user', 'assistant')),
    number,
    fc.constantFrom('true', 'false', 'null'),
    fc
      .array(fc.tuple(blank, tie('value')), { maxLength: 4 })
      .map((items) => `[${items.map((item) => item.join('')).join(',')}]`),
    fc
      .array(fc.tuple(blank, written(key), blank, tie('value'), blank), { maxLength: 6 })
      .map((members) => `{${members.map(([a, k, b, v, c]) => `${a}${k}${b}:${v}${c}`).join(',')}}`),
  ),
})).value;

/** A document with one byte cut, doubled, replaced or inserted; often no document any more. */
export const mutated: fc.Arbitrary<Buffer> = fc
  .tuple(
    document,
    fc.nat(),
    fc.constantFrom('cut', 'end', 'double', 'replace', 'insert'),
    fc.constantFrom(...'{}[]",:\\ \n\t\u0000\u001fu0-.e1tfnx'),
  )
  .map(([source, where, how, byte]) => {
    const bytes = Buffer.from(source);
    const at = bytes.length === 0 ? 0 : where % bytes.length;
    const [before, after] = [bytes.subarray(0, at), bytes.subarray(at)];
    const extra = Buffer.from(byte);
    if (how === 'cut') return Buffer.concat([before, after.subarray(1)]);
    if (how === 'end') return before;
    if (how === 'double') return Buffer.concat([before, after.subarray(0, 1), after]);
    return Buffer.concat([before, extra, how === 'replace' ? after.subarray(1) : after]);
  });
