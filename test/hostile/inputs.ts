// Lists inputs that break readers: framing traps, traps of JSON, keys that objects have of themselves, clocks, encodings, damage.
import { gzipSync } from 'node:zlib';

type Fields = Readonly<Record<string, string>>;

const FIELDS: Fields = {
  timestamp: '1786000001000',
  type: '"speech-update"',
  status: '"started"',
  role: '"user"',
  turn: '0',
};

/** A message as text, since most of these values no program would write. */
function message(fields: Fields = {}, more = ''): string {
  const members = Object.entries({ ...FIELDS, ...fields }).map(([name, value]) => `"${name}":${value}`);
  return `{"message":{${members.join(',')}${more}}}`;
}

const nested = (depth: number, open = '[', close = ']'): string => open.repeat(depth) + close.repeat(depth);
const line = message();
const pretty = JSON.stringify(JSON.parse(line), null, 2);
const callOf = (id: string): string => message({}, `,"call":{"id":${id}}`);

const FRAMINGS: Fields = {
  'nothing at all': '',
  'blanks alone': ' \n\t\r\n\n',
  'a byte order mark alone': '\ufeff',
  'no newline at the end': line,
  'carriage returns alone': `${line}\r${line}\r`,
  'line and paragraph separators': `${line}\u2028${line}\u2029${line}\n`,
  'a mark in the midst': `${line}\n\ufeff${line}\n`,
  'documents without anything between': line.repeat(3),
  'documents with commas between': `${line},${line}\n`,
  'an array with a comma too many': `[${line},${line},]\n`,
  'an array with a comma too few': `[${line} ${line}]\n`,
  'an array that is not closed': `[${line},\n${line}\n`,
  'arrays of arrays': `[[${line}],[${line}]]\n`,
  'an array behind documents': `${line}\n[${line}]\n`,
  'a bracket that is text': `[INFO] ready\n${line}\n[INFO] done\n`,
  'braces that are text': `{ready} {to} {go}\n${line}\n`,
  'pretty-printed, one broken in the midst': `${pretty}\n${pretty.replace('0', '0 0')}\n${pretty}\n`,
  'pretty-printed, one never closed': `${pretty}\n${pretty.slice(0, 40)}\n${pretty}\n`,
  'a quote that is never closed': `${line}\n{"a":"b\n${line}\n`,
  'zero bytes between lines': `${line}\n${'\0'.repeat(100)}${line}\n`,
  'zero bytes alone': '\0'.repeat(64),
  'a sequence of which one is cut': `\u001e${line}\n\u001e${line.slice(0, 50)}\u001e${line}\n`,
  'a container that was cut in a line': `web-1  | ${line}\nweb-1  | {\n`,
  'containers that came mingled': `a  | {\nb  | ${line}\na  | "x": 1\na  | }\n`,
  'a line of CSV that ends in a quote': `id,body\n1,"${line.replaceAll('"', '""').slice(0, 40)}"`,
};

const JSONS: Fields = {
  'nested 512 deep': `{"x":${nested(511)}}\n`,
  'nested 513 deep': `{"x":${nested(512)}}\n`,
  'nested 514 deep': `{"x":${nested(513)}}\n`,
  'nested 700 deep': `{"x":${nested(699)}}\n`,
  'brackets alone, too many': `${nested(600)}\n`,
  'a message nested beyond the limit': `${message({}, `,"x":${nested(600)}`)}\n${line}\n`,
  'items of an array nested beyond the limit': `[${nested(600, '{"a":', '')}\n${line}\n`,
  'a turn beyond all numbers': message({ turn: '1e999' }),
  'a turn below zero by nothing': message({ turn: '-0' }),
  'a turn of 1E400': message({ turn: '1E400' }),
  'a turn of 2 ** 53 + 1': message({ turn: '9007199254740993' }),
  'a turn of a hundred digits': message({ turn: '9'.repeat(100) }),
  'a turn of a half': message({ turn: '0.5' }),
  'a turn below zero': message({ turn: '-1' }),
  'a turn with a zero in front': message({ turn: '01' }),
  NaN: message({ turn: 'NaN' }),
  Infinity: message({ turn: '-Infinity' }),
  'a number in hex': message({ turn: '0x1' }),
  'a comment': `${line.slice(0, -1)}/* */}`,
  'quotes of another kind': line.replaceAll('"', "'"),
  'a lone surrogate, escaped': message({}, ',"note":"\\ud800"'),
  'surrogates the wrong way round': message({}, ',"note":"\\udc00\\ud800"'),
  'zero escaped in a string': message({}, ',"note":"a\\u0000b"'),
  'zero raw in a string': message({}, ',"note":"a\0b"'),
  'a raw line break in a string': message({}, ',"note":"a\nb"'),
  'an escape that is none': message({}, ',"note":"\\x41"'),
  'a role in escapes': message({ role: '"\\u0075ser"' }),
  'a key in escapes': line.replace('"role"', '"r\\u006fle"'),
};

const KEYS: Fields = {
  'the same key twice': message({}, ',"turn":1'),
  'the same key twice, once in escapes': message({}, ',"t\\u0075rn":1'),
  'the type twice': message({}, ',"type":"hang"'),
  'an id twice': message({}, ',"call":{"id":"a","id":"b"}'),
  'two calls': message({}, ',"call":{"id":"a"},"call":{"id":"b"}'),
  'two messages': `{"message":{"type":"hang"},${line.slice(1)}`,
  'keys that every object has': message(
    {},
    ',"__proto__":{"role":"assistant"},"constructor":1,"toString":2,"hasOwnProperty":3,"valueOf":4',
  ),
  'a document of such keys': '{"__proto__":{"type":"speech-update"},"constructor":{},"toString":[]}\n',
  'a role that every object has': message({ role: '"constructor"' }),
  'a status that every object has': message({ status: '"__proto__"' }),
  'a type that every object has': message({ type: '"toString"' }),
  'calls of such names': ['__proto__', 'constructor', 'toString', 'hasOwnProperty', '']
    .map((id) => `${callOf(JSON.stringify(id))}\n`)
    .join(''),
  'a key that is empty': message({}, ',"":1'),
  'a call without an id': `${callOf('null')}\n${callOf('7')}\n${callOf('{}')}\n`,
};

const CLOCKS: Fields = Object.fromEntries(
  [
    '1e999',
    '-1e999',
    '-1786000001000',
    '0',
    '-0',
    '1',
    '86400000',
    '999999999999',
    '1000000000000',
    '9999999999999',
    '10000000000000',
    '253402300799999',
    '1786000001',
    '1786000001.25',
    '1786000001000000',
    '1786000001000000000',
    '99999999999999999999999',
    '"1786000001000"',
    '"2026-08-18T09:02:11Z"',
    '"1970-01-01T00:00:00Z"',
    '"9999-12-31T23:59:59Z"',
    '"+275760-09-13T00:00:00Z"',
    '"yesterday"',
    '""',
    'null',
    'true',
    '[]',
  ].map((timestamp) => [`timestamp ${timestamp}`, message({ timestamp })]),
);

const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');
const packed = gzipSync(`${line}\n`.repeat(400));

const BYTES: Readonly<Record<string, Buffer>> = {
  'a byte that is no UTF-8': latin1(message({}, ',"note":"caf\xe9"')),
  'UTF-8 longer than it must be': latin1(message({}, ',"note":"\xc0\xaf"')),
  'a surrogate in UTF-8': latin1(message({}, ',"note":"\xed\xa0\x80"')),
  'beyond the last character': latin1(message({}, ',"note":"\xf4\x90\x80\x80"')),
  'a character that is cut': latin1(message({}, ',"note":"\xe2\x82"')),
  'a brace longer than it must be': latin1(`\xc1\xbb${line.slice(1)}`),
  'UTF-16 that ends in half a character': Buffer.from(`${line}\n`, 'utf16le').subarray(0, -1),
  'UTF-16 with a lone surrogate': Buffer.from(message({}, ',"note":"\ud800"'), 'utf16le'),
  'UTF-32': Buffer.from([...line].flatMap((one) => [one.charCodeAt(0), 0, 0, 0])),
  'two marks of different encodings': Buffer.concat([
    Buffer.from([0xff, 0xfe]),
    Buffer.from(`\ufeff${line}`),
  ]),
  'gzip cut in its head': packed.subarray(0, 5),
  'gzip cut in the midst': packed.subarray(0, 60),
  'gzip without its last bytes': packed.subarray(0, -4),
  'gzip with a wrong sum': Buffer.concat([packed.subarray(0, -8), Buffer.alloc(8)]),
  'gzip with something behind it': Buffer.concat([packed, Buffer.from('more')]),
  'gzip with zeros behind it': Buffer.concat([packed, Buffer.alloc(512)]),
  'gzip in gzip': gzipSync(packed),
  'a packing that is not unpacked here': Buffer.from('fd377a585a00000004e6d6b446', 'hex'),
};

export const INPUTS: ReadonlyMap<string, Buffer> = new Map([
  ...[FRAMINGS, JSONS, KEYS, CLOCKS].flatMap((texts) =>
    Object.entries(texts).map(([name, text]): [string, Buffer] => [name, Buffer.from(text)]),
  ),
  ...Object.entries(BYTES),
]);
