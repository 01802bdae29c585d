// Holds the source to its structure: who may import whom, which package may be used where, and what a file looks like.
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { describe, expect, test } from 'vitest';

/** A folder (or a file) and its rank: it may import itself and what ranks below. */
const RANKS: Readonly<Record<string, number>> = {
  'src/errors.ts': 0,
  'src/finding.ts': 0,
  'src/limits.ts': 0,
  'src/remedies.ts': 0,
  'src/host.ts': 0,
  'src/patience.ts': 0,
  'src/text-map.ts': 0,
  'src/stdin.ts': 0,
  'src/pipe.ts': 0,
  'src/signals.ts': 0,
  'src/kernel': 1,
  'src/json': 2,
  'src/input': 3,
  'src/contract': 3,
  'src/report': 3,
  'src/message': 4,
  'src/scan': 5,
  'src/timeline': 5,
  'src/redact': 5,
  'src/measures': 6,
  'src/listen': 6,
  'src/commands': 7,
  'src/main.ts': 8,
};

/** The only places in which a package or a global may be used. */
const FENCES: readonly { what: RegExp; where: RegExp; because: string }[] = [
  {
    what: /from 'ajv|import\('ajv|\('ajv/,
    where: /^src\/contract\//,
    because: 'only the contract knows its validator',
  },
  {
    what: /(from |import\()'(chalk|cli-table3)'/,
    where: /^src\/report\/formats\//,
    because: 'only formats know how things look',
  },
  {
    what: /(from |import\()'hyparquet/,
    where: /^src\/report\/formats\/parquet/,
    because: 'only one format knows how its file is laid out',
  },
  {
    what: /from 'commander'/,
    where: /^src\/(commands\/|main\.ts)/,
    because: 'only commands know the command line',
  },
  { what: /node:worker_threads/, where: /^src\/scan\//, because: 'only scanning knows who does the work' },
  {
    what: /from '(node:)?fs(\/promises)?'/,
    where:
      /^src\/(signals\.ts|stdin\.ts|json\/kernel\.ts|input\/|contract\/load\/|report\/file\.ts|listen\/store)/,
    because: 'files are touched where they are read and written, nowhere else',
  },
  {
    what: /node:https?'/,
    where: /^src\/listen\//,
    because: 'nothing but the receiver knows the network',
  },
  {
    what: /(^|[^.\w'])(process|console)\./m,
    where: /^(bin\/|src\/(host|signals|stdin)\.ts)/,
    because: 'a run knows the world only through its Host',
  },
  { what: /Date\.now\(|new Date\(\)/, where: /^src\/host\.ts/, because: 'the Host says what time it is' },
  {
    what: /\.(push|unshift)\(\s*\.\.\./,
    where: /^$/,
    because: 'more than some 100,000 arguments overflow the stack',
  },
];

const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .map((path) => posix.join('src', path.replaceAll('\\', '/')))
  .filter((path) => path.endsWith('.ts'))
  .map((path) => ({ path, text: readFileSync(path, 'utf8') }));

function roomOf(path: string): string {
  return path in RANKS ? path : path.split('/').slice(0, 2).join('/');
}

function importsOf({ path, text }: { path: string; text: string }): string[] {
  // AssemblyScript wants names without an ending.
  const ending = path.startsWith('src/kernel/') ? '.ts' : '';
  return [...text.matchAll(/(?:from|import\() ?'(\.{1,2}\/[^']+)'/g)].map(
    ([, target = '']) => posix.join(posix.dirname(path), target) + ending,
  );
}

test('every file stands in a room with a rank', () => {
  expect(files.length).toBeGreaterThan(40);
  expect(files.filter(({ path }) => RANKS[roomOf(path)] === undefined).map(({ path }) => path)).toEqual([]);
});

test('a file imports its own room or a lower rank', () => {
  const breaches = files.flatMap((file) =>
    importsOf(file)
      .filter((target) => roomOf(target) !== roomOf(file.path))
      .filter((target) => !(RANKS[roomOf(target)]! < RANKS[roomOf(file.path)]!))
      // At rank 0 the files are one foundation.
      .filter((target) => RANKS[roomOf(target)] !== 0)
      .map((target) => `${file.path} imports ${target}`),
  );
  expect(breaches).toEqual([]);
});

describe('fences', () => {
  test.each(FENCES)('$what: $because', ({ what, where }) => {
    const users = files.filter(({ text }) => what.test(withoutComments(text)));
    expect(users.map(({ path }) => path).filter((path) => !where.test(path))).toEqual([]);
  });
});

test('every import leads to a file', () => {
  const paths = new Set(files.map(({ path }) => path));
  expect(files.flatMap(importsOf).filter((target) => !paths.has(target))).toEqual([]);
});

test('registries list every file of their folder', () => {
  for (const folder of [
    'src/message/envelopes',
    'src/message/wrappers',
    'src/input/framings',
    'src/report/formats',
    'src/report/overlays',
  ]) {
    const index = readFileSync(join(folder, 'index.ts'), 'utf8');
    const named = new Set(importsOf({ path: `${folder}/index.ts`, text: index }));
    const indirect = files.filter(({ path }) => named.has(path)).flatMap(importsOf);
    const own = files
      .map(({ path }) => path)
      .filter((path) => posix.dirname(path) === folder && !path.endsWith('/index.ts'));
    const deeper = files.filter(({ path }) => indirect.includes(path)).flatMap(importsOf);
    expect(
      own.filter((path) => !named.has(path) && !indirect.includes(path) && !deeper.includes(path)),
    ).toEqual([]);
  }
});

test('every file opens with one sentence, and stays small', () => {
  expect(files.filter(({ text }) => !/^\/\/ [A-Z].*\.\n/.test(text)).map(({ path }) => path)).toEqual([]);
  expect(files.filter(({ text }) => text.split('\n').length > 250).map(({ path }) => path)).toEqual([]);
});

function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
}
