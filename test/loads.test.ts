// Holds commands to what they need: which packages and which costly parts of Node each of them loads.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, test } from 'vitest';

const PAYLOAD = 'samples/one-payload.json';
const FOLDER = mkdtempSync(join(tmpdir(), 'turnline-loads-'));
const MINE = join(FOLDER, 'mine.json');
writeFileSync(MINE, '{"required":["message"]}');
afterAll(() => rmSync(FOLDER, { recursive: true }));
/** What few runs need and takes long to load. */
const COSTLY = /^node:(zlib|worker_threads|child_process|crypto|https?|inspector|readline|vm)$/;

interface Loads {
  readonly packages: readonly string[];
  readonly costly: readonly string[];
  /** How many files of dist/. */
  readonly files: number;
}

function loadsOf(argv: readonly string[]): Loads {
  const LOADS = join(FOLDER, 'loads');
  rmSync(LOADS, { force: true });
  const watch = pathToFileURL('test/support/loads.mjs').href;
  const { status, stderr } = spawnSync(process.execPath, ['--import', watch, 'bin/turnline.js', ...argv], {
    env: { PATH: process.env.PATH, LOADS },
    encoding: 'utf8',
  });
  expect([status, stderr]).toEqual([0, '']);
  const urls = [...new Set(readFileSync(LOADS, 'utf8').trimEnd().split('\n'))];
  const packages = urls.flatMap((url) => /(?<=\/node_modules\/)[^/]+/.exec(url)?.[0] ?? []);
  return {
    packages: [...new Set(packages)].sort(),
    costly: urls.filter((url) => COSTLY.test(url)).sort(),
    files: urls.filter((url) => url.includes('/dist/')).length,
  };
}

test('the version is told by three files', () => {
  expect(loadsOf(['--version'])).toEqual({ packages: [], costly: [], files: 3 });
});

test.each([
  [['--help']],
  [['help', 'turns']],
  [[PAYLOAD]],
  [['inspect', PAYLOAD, '--tz', 'UTC']],
  [['turns', PAYLOAD]],
  [['segments', PAYLOAD, '--format', 'jsonl']],
  [['validate', PAYLOAD, '--format', 'json']],
  [['events', PAYLOAD, '--quiet']],
  [['summary', PAYLOAD, '--format', 'csv']],
])('%j loads what reads the command line, and no other package', (argv) => {
  const { packages, costly, files } = loadsOf(argv);
  expect({ packages, costly }).toEqual({ packages: ['commander'], costly: [] });
  expect(files).toBeLessThan(20);
});

test.each([
  ['cli-table3', ['inspect', 'samples/bike-shop.ndjson']],
  ['chalk', ['turns', PAYLOAD, '--color', 'always', '--format', 'table']],
  ['ajv', ['validate', PAYLOAD, '--schema', MINE]],
])('%s is loaded where it has something to do', (name, argv) => {
  expect(loadsOf(argv).packages).toContain(name);
});
