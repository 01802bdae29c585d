// Holds the package to what a user needs: the program, its schemas and samples, and nothing of the workshop.
import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseCase } from './support/case.ts';
import { turnline } from './support/host.ts';

const root = mkdtempSync(join(tmpdir(), 'turnline-package-'));
afterAll(() => rmSync(root, { recursive: true }));
const { scripts, version } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  scripts: Record<string, string>;
  version: string;
};

interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function run(command: string, args: readonly string[], cwd: string, env = {}): Ran {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd,
    env: { PATH: process.env.PATH, HOME: root, TZ: 'UTC', ...env },
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  return { code: status, stdout, stderr };
}

/** npm says nothing but what it has against a package. */
function npm(cwd: string, ...args: string[]): Ran {
  const quiet = ['--no-audit', '--no-fund', '--no-update-notifier', '--prefer-offline'];
  return run('npm', [...args, ...quiet], cwd, { HOME: process.env.HOME });
}

function folderOf(name: string, files: Readonly<Record<string, string | Buffer>>): string {
  const folder = join(root, name);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

/** The tests beside this one run the build that stands in dist/, so it is not made again. */
const tarball = join(root, `turnline-${version}.tgz`);
beforeAll(() => {
  execFileSync('npm', ['pack', '--ignore-scripts', '--pack-destination', root], { stdio: 'pipe' });
});

test('npm pack ships what is needed and no more', () => {
  const listing = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    encoding: 'utf8',
    stdio: 'pipe',
  });
  const [{ files }] = JSON.parse(listing) as [{ files: { path: string }[] }];
  const paths = files.map(({ path }) => path);
  for (const needed of [
    'bin/turnline.js',
    'dist/main.js',
    'dist/kernel.wasm',
    'dist/contract.tables',
    'turnline.1',
    'schemas/corrections.json',
    'schemas/speech-update.schema.json',
    'samples/bike-shop.ndjson',
    'README.md',
    'LICENSE',
    'CHANGELOG.md',
    'turnline.config.schema.json',
    'THIRD-PARTY.md',
  ]) {
    expect(paths).toContain(needed);
  }
  const allowed =
    /^(bin|dist|schemas|samples)\/|^(README\.md|LICENSE|CHANGELOG\.md|THIRD-PARTY\.md|package\.json|turnline\.config\.schema\.json|turnline\.1)$/;
  expect(paths.filter((path) => !allowed.test(path))).toEqual([]);
});

test('a clone is built by npm ci and by npm pack, and nothing runs where the tarball is installed', () => {
  const made = 'require("node:fs").appendFileSync("made","built ")';
  const clone = folderOf('clone', {
    'package.json': JSON.stringify({
      name: 'clone',
      version: '1.0.0',
      files: ['package.json'],
      scripts: { ...scripts, build: `node -e '${made}'` },
    }),
    'package-lock.json': JSON.stringify({
      name: 'clone',
      version: '1.0.0',
      lockfileVersion: 3,
      packages: { '': { name: 'clone', version: '1.0.0' } },
    }),
  });
  expect(npm(clone, 'ci')).toMatchObject({ code: 0, stderr: '' });
  expect(readFileSync(join(clone, 'made'), 'utf8')).toBe('built ');
  expect(npm(clone, 'pack').code).toBe(0);
  expect(readFileSync(join(clone, 'made'), 'utf8')).toBe('built built ');
  const prefix = join(root, 'clone-prefix');
  expect(npm(clone, 'install', '--global', '--prefix', prefix, './clone-1.0.0.tgz')).toMatchObject({
    code: 0,
    stderr: '',
  });
  expect(existsSync(join(prefix, 'lib/node_modules/clone/made'))).toBe(false);
});

const readme = readFileSync('README.md', 'utf8');
const linesOf = (kind: string): string[] =>
  [...readme.matchAll(new RegExp(`\`\`\`${kind}\\n([\\s\\S]*?)\`\`\``, 'g'))].flatMap(([, block = '']) =>
    block.split('\n'),
  );

const sample = readFileSync('samples/bike-shop.ndjson', 'utf8');
/** With a call whose id begins as the one of the README does. */
const log = sample.replaceAll('06315bad', '7f3a5bad');
const wrapped = log
  .trimEnd()
  .split('\n')
  .map((line) => `{"wrapper":{"payload":${line}}}\n`)
  .join('');
const openapi = parseCase(readFileSync('test/cases/schema-import.case', 'utf8')).files.get('api.json');
const FILES = {
  'log.ndjson': log,
  'app.log': wrapped,
  'mine.json': '{"required":["message"]}',
  'vapi-openapi.json': openapi?.text ?? '',
  'call.wav': 'RIFF',
  'logs/one.ndjson': log,
  'before/one.ndjson': log,
  'after/one.ndjson': log,
  'main.ndjson': log,
  'main.json': (await turnline(['summary', 'samples/bike-shop.ndjson', '--format', 'json'])).stdout,
  'pr.ndjson': log,
  '.config/fish/completions/.keep': '',
};

/** Programs that the README names beside turnline; one that follows a log ends here with the log. */
const STANDINS = {
  kubectl: 'cat log.ndjson',
  tail: 'cat app.log',
  consumer: 'cat > /dev/null',
  ssh: 'cat > /dev/null',
};

test('a project that pins the tarball has the program, as the README shows it', () => {
  const project = folderOf('project', {
    ...FILES,
    'package.json': JSON.stringify({ name: 'project', version: '1.0.0' }),
    [`vendor/turnline-${version}.tgz`]: readFileSync(tarball),
  });
  const install = linesOf('sh').filter((line) => line.includes('./vendor/'));
  expect(install).toHaveLength(1);
  const [, , ...words] = install[0]!.replace(/ +#.*/, '').split(' ');
  expect(npm(project, 'install', ...words)).toMatchObject({ code: 0, stderr: '' });
  const lock = readFileSync(join(project, 'package-lock.json'), 'utf8');
  expect(JSON.parse(lock).packages['node_modules/turnline']).toMatchObject({
    resolved: `file:vendor/turnline-${version}.tgz`,
    integrity: expect.stringMatching(/^sha512-/),
  });
  const steps = linesOf('yaml').flatMap((line) => /^ +run: (.*)$/.exec(line)?.[1] ?? []);
  expect(steps[0]).toBe('npm ci');
  expect(steps.length).toBeGreaterThan(2);
  for (const step of steps.slice(1)) {
    const env = { GITHUB_STEP_SUMMARY: join(project, 'step.md') };
    expect(run('bash', ['-c', step], project, env)).toMatchObject({ code: 0, stderr: '' });
  }
  expect(readFileSync(join(project, 'step.md'), 'utf8')).toContain('response.median');

  const bin = join(project, 'node_modules/.bin/turnline');
  expect(run(bin, ['--version'], project)).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  const own = join(project, 'node_modules/turnline/samples/bike-shop.ndjson');
  for (const command of ['inspect', 'validate', 'turns', 'summary', 'redact --seed s']) {
    const args = [...command.split(' '), own];
    const { code, stdout } = run('node', [resolve('bin/turnline.js'), ...args], project);
    expect(run(bin, args, project)).toEqual({ code, stdout, stderr: '' });
    expect(stdout.length).toBeGreaterThan(50);
  }
});

test('the README runs no package by its name alone', () => {
  const commands = [...linesOf('sh'), ...linesOf('yaml')];
  expect(commands.filter((line) => /\bnpx\b|npm (exec|i|install)(?!.* \.\/)/.test(line))).toEqual([]);
});

describe('a global install', () => {
  const prefix = join(root, 'prefix');
  const path = `${join(root, 'standins')}:${join(prefix, 'bin')}:${process.env.PATH}`;
  let folder = '';
  beforeAll(() => {
    folder = folderOf('home', FILES);
    const shebang = Object.entries(STANDINS).map(([name, script]) => [name, `#!/bin/sh\n${script}\n`]);
    const standins = folderOf('standins', Object.fromEntries(shebang));
    for (const name of Object.keys(STANDINS)) chmodSync(join(standins, name), 0o755);
    expect(npm(root, 'install', '--global', '--prefix', prefix, tarball)).toMatchObject({
      code: 0,
      stderr: '',
    });
  });

  test('has the manual page where man looks', () => {
    const page = join(prefix, 'share/man/man1/turnline.1');
    expect(readlinkSync(page)).toContain('turnline/turnline.1');
    expect(readFileSync(page, 'utf8')).toBe(readFileSync('turnline.1', 'utf8'));
    if (spawnSync('man', ['--version']).error !== undefined) return;
    const { code, stdout } = run('man', ['-w', 'turnline'], folder, { PATH: path });
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringMatching(/turnline\.1\n$/) });
  });

  /** What waits for a signal, for other machines or for another shell has tests of its own. */
  const ELSEWHERE = /^(man \.|npm |node|turnline listen|turnline turns -f |.*parallel |.*powershell )/;
  const lines = linesOf('sh').filter((line) => /\bturnline\b/.test(line) && !/^( |#)/.test(line));
  const shown = lines.filter((line) => !ELSEWHERE.test(line));

  test('the README shows how it is used', () => {
    expect(shown.length).toBeGreaterThan(25);
  });

  // One after another: some read what others wrote.
  test.each(shown)('%s', (line) => {
    const env = { PATH: path, HOME: folder, SECRET: 'of a test' };
    const { code, stderr } = run('bash', ['-o', 'pipefail', '-c', line], folder, env);
    // 1 is a verdict: findings, or a gate that is crossed.
    expect([0, 1], stderr).toContain(code);
    expect(stderr).not.toMatch(/^turnline: (?!\d|interrupted)/m);
  });
});
