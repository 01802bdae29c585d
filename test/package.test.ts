// Holds the package to what a user needs: the program, its schemas and samples, and nothing of the workshop.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';

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

test('the package works where nothing else is installed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'turnline-package-'));
  try {
    const pack = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
    const [{ filename, version }] = JSON.parse(
      execFileSync('npm', pack, { encoding: 'utf8', stdio: 'pipe' }),
    ) as [{ filename: string; version: string }];
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'empty', version: '1.0.0' }));
    const install = ['install', '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund', filename];
    execFileSync('npm', install, { cwd: folder, stdio: 'pipe' });

    const bin = join(folder, 'node_modules/.bin/turnline');
    const env = { PATH: process.env.PATH, TZ: 'UTC' };
    const run = (...args: string[]): { code: number | null; stdout: string; stderr: string } => {
      const { status, stdout, stderr } = spawnSync(bin, args, { cwd: folder, env, encoding: 'utf8' });
      return { code: status, stdout, stderr };
    };
    expect(run('--version')).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
    const sample = join(folder, 'node_modules/turnline/samples/bike-shop.ndjson');
    for (const command of ['inspect', 'validate', 'turns', 'summary', 'redact --seed s']) {
      const args = [...command.split(' '), sample];
      const { status, stdout } = spawnSync('node', [resolve('bin/turnline.js'), ...args], {
        cwd: folder,
        env,
        encoding: 'utf8',
      });
      expect(run(...args)).toEqual({ code: status, stdout, stderr: '' });
      expect(stdout.length).toBeGreaterThan(50);
    }
    writeFileSync(join(folder, 'mine.json'), '{"required":["message"]}');
    expect(run('validate', '--schema', 'mine.json', sample).code).toBe(0);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
