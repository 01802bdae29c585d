// Holds the store to its word: every body can be had again byte for byte, and a record is whole or absent.
import { appendFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Kernel } from '../../src/json/kernel.ts';
import { captureName } from '../../src/listen/capture-name.ts';
import { recordLine } from '../../src/listen/record-line.ts';
import { Store, type StoreRules } from '../../src/listen/store.ts';
import { Locks } from '../../src/listen/store-lock.ts';
import { turnline } from '../support/host.ts';
import { bodiesIn, MACHINE, newFolder } from './setting.ts';

const kernel = new Kernel();
const AT = Date.UTC(2026, 7, 18, 23, 59);
const message = (turn: number): string =>
  `{"message":{"timestamp":${1_786_000_000_000 + turn},"type":"speech-update","status":"started","role":"user","turn":${turn},"call":{"id":"call-a"}}}`;

function storeIn(folder: string, rules: Partial<StoreRules> = {}): { store: Store; torn: string[] } {
  const torn: string[] = [];
  const store = new Store({
    pattern: join(folder, 'a.ndjson'),
    locks: new Locks(MACHINE),
    maxSize: 1 << 30,
    fsync: 'always',
    onTorn: (path, bytes) => torn.push(`${path.slice(folder.length + 1)} ${bytes}`),
    onReadable: () => {},
    onFailure: (_, error) => {
      throw error;
    },
    ...rules,
  });
  return { store, torn };
}

test('any bytes are one line, and can be had again', () => {
  const body = fc.oneof(
    fc.uint8Array().map((bytes) => Buffer.from(bytes)),
    fc.json().map((text) => Buffer.from(text)),
    fc.json().map((text) => Buffer.from(JSON.stringify(JSON.parse(text), null, 2))),
    fc.string({ unit: 'binary' }).map((text) => Buffer.from(text)),
  );
  fc.assert(
    fc.property(body, (bytes) => {
      const line = recordLine(kernel, bytes, AT);
      expect(line.indexOf(0x0a)).toBe(line.length - 1);
      expect(bodiesIn(line)).toEqual([bytes]);
    }),
  );
});

test('turnline reads every form of a record', async () => {
  const folder = newFolder();
  const pretty = JSON.stringify(JSON.parse(message(1)), null, 2).replaceAll('\n', '\r\n');
  const latin1 = Buffer.from(`{"note":"\u00e9",${message(2).slice(1)}`, 'latin1');
  const lines = [message(0), pretty, latin1].map((body) => recordLine(kernel, Buffer.from(body), AT));
  writeFileSync(join(folder, 'a.ndjson'), Buffer.concat(lines));
  const { stdout } = await turnline(['validate', 'a.ndjson', '--format', 'json'], { cwd: folder });
  expect(JSON.parse(stdout).tally).toMatchObject({ records: 3, speechUpdates: 3 });
});

test('a name cannot leave its folder, whatever the call is called', () => {
  for (const id of [
    '../../etc/passwd',
    '..',
    '.',
    'a/b',
    'C:\\x',
    'a.ndjson.1',
    '\u0000',
    '',
    '$&',
    '%2e%2e%2f',
  ]) {
    const name = captureName('/logs/{date}/{call}.ndjson', AT, id);
    expect(name).toMatch(/^\/logs\/2026-08-18\/[A-Za-z0-9_-]+\.ndjson$/);
  }
  expect(captureName('/{call}', AT, undefined)).toBe('/no-call');
});

test('each call and day has its file', async () => {
  const folder = newFolder();
  const { store } = storeIn(folder, { pattern: join(folder, '{date}', '{call}.ndjson') });
  await store.append(Buffer.from(message(0)), AT);
  await store.append(Buffer.from(message(1)), AT + 120_000);
  await store.append(Buffer.from('{}'), AT);
  await store.close();
  expect(readdirSync(folder, { recursive: true }).map(String).sort()).toEqual([
    '2026-08-18',
    join('2026-08-18', 'call-a.ndjson'),
    join('2026-08-18', 'no-call.ndjson'),
    '2026-08-19',
    join('2026-08-19', 'call-a.ndjson'),
  ]);
});

test('more calls than files may be open', async () => {
  const folder = newFolder();
  const { store } = storeIn(folder, { pattern: join(folder, '{call}.ndjson'), fsync: 'never' });
  const bodyOf = (n: number): Buffer => Buffer.from(message(n).replace('call-a', `call-${n % 200}`));
  await Promise.all(Array.from({ length: 600 }, (_, n) => store.append(bodyOf(n), AT)));
  await store.close();
  expect(readdirSync(folder)).toHaveLength(200);
  expect(bodiesIn(readFileSync(join(folder, 'call-7.ndjson')))).toEqual([7, 207, 407].map(bodyOf));
});

test('files change at their size, the oldest with the lowest number', async () => {
  const folder = newFolder();
  const line = recordLine(kernel, Buffer.from(message(0)), AT).length;
  const { store } = storeIn(folder, { maxSize: 3 * line });
  const sent = Array.from({ length: 10 }, (_, n) => Buffer.from(message(n)));
  await Promise.all(sent.map((body) => store.append(body, AT)));
  await store.close();
  const names = ['a.ndjson.1', 'a.ndjson.2', 'a.ndjson.3', 'a.ndjson'];
  expect(readdirSync(folder).sort()).toEqual([...names].sort());
  const kept = names.map((name) => bodiesIn(readFileSync(join(folder, name))));
  expect(kept.map((bodies) => bodies.length)).toEqual([3, 3, 3, 1]);
  expect(kept.flat()).toEqual(sent);
});

test('rows are counted on from what the file has', async () => {
  const folder = newFolder();
  const first = storeIn(folder).store;
  expect((await first.append(Buffer.from('{}'), AT)).row).toBe(1);
  await first.close();
  const second = storeIn(folder).store;
  expect(
    (await Promise.all([1, 2].map((n) => second.append(Buffer.from(`${n}`), AT)))).map(({ row }) => row),
  ).toEqual([2, 3]);
  await second.close();
});

test.each([
  ['cut in its midst', (line: Buffer) => line.subarray(0, line.length - 9)],
  ['cut in its first byte', (line: Buffer) => line.subarray(0, 1)],
  ['without its newline', (line: Buffer) => line.subarray(0, line.length - 1)],
  ['of lost bytes', () => Buffer.alloc(5000)],
  [
    'with a hole in it',
    (line: Buffer) => Buffer.concat([line.subarray(0, 30), Buffer.alloc(64), line.subarray(94)]),
  ],
])('an end %s is put aside at the next start', async (_, tear) => {
  const folder = newFolder();
  const whole = recordLine(kernel, Buffer.from(message(0)), AT);
  const torn = tear(recordLine(kernel, Buffer.from(message(1)), AT));
  writeFileSync(join(folder, 'a.ndjson'), Buffer.concat([whole, whole, torn]));
  const { store, torn: told } = storeIn(folder);
  await store.mend();
  await store.append(Buffer.from(message(2)), AT);
  await store.close();
  expect(told).toEqual([`a.ndjson ${torn.length}`]);
  expect(readFileSync(join(folder, 'a.ndjson.torn'))).toEqual(torn);
  expect(bodiesIn(readFileSync(join(folder, 'a.ndjson'))).map(String)).toEqual([0, 0, 2].map(message));
});

test('an end is put aside once, though a body comes meanwhile', async () => {
  for (let round = 0; round < 30; round++) {
    const folder = newFolder();
    const whole = recordLine(kernel, Buffer.from(message(0)), AT);
    writeFileSync(join(folder, 'a.ndjson'), Buffer.concat([whole, whole.subarray(0, 90)]));
    const { store, torn } = storeIn(folder, { fsync: 'never' });
    const mending = store.mend();
    for (let turns = 0; turns < round; turns++) await new Promise(setImmediate);
    await Promise.all([mending, store.append(Buffer.from(message(1)), AT)]);
    await store.close();
    expect(torn).toEqual(['a.ndjson 90']);
    expect(readFileSync(join(folder, 'a.ndjson.torn'))).toEqual(whole.subarray(0, 90));
    expect(bodiesIn(readFileSync(join(folder, 'a.ndjson'))).map(String)).toEqual([0, 1].map(message));
  }
});

test("somebody else's lines are left as they are", async () => {
  const folder = newFolder();
  writeFileSync(join(folder, 'a.ndjson'), '{\n  "pretty": 1\n}');
  const { store, torn } = storeIn(folder);
  await store.append(Buffer.from('{}'), AT);
  await store.close();
  expect(torn).toEqual([]);
  expect(readFileSync(join(folder, 'a.ndjson'), 'utf8')).toMatch(/^\{\n {2}"pretty": 1\n\}\n\{"receivedAt":/);
});

test('the files of all days and calls are mended, and no others', async () => {
  const folder = newFolder();
  for (const name of ['x-2026-08-17.ndjson', 'x-2026-08-18.ndjson', 'x-other.ndjson'])
    appendFileSync(join(folder, name), '{"receivedAt":"20');
  const { store, torn } = storeIn(folder, { pattern: join(folder, 'x-{date}.ndjson') });
  await store.mend();
  await store.close();
  expect(torn.sort()).toEqual(['x-2026-08-17.ndjson 17', 'x-2026-08-18.ndjson 17']);
  expect(existsSync(join(folder, 'x-other.ndjson.torn'))).toBe(false);
});

test.runIf(existsSync('/dev/full'))('a full disk fails the append and nothing else', async () => {
  const { store } = storeIn('/dev', { pattern: '/dev/full', fsync: 'never' });
  await expect(store.append(Buffer.from('{}'), AT)).rejects.toMatchObject({ code: 'ENOSPC' });
  await expect(store.append(Buffer.from('{}'), AT)).rejects.toMatchObject({ code: 'ENOSPC' });
  await store.close();
});
