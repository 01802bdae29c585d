// Holds the package to what a user needs: the program, its schemas and samples, and nothing of the workshop.
import { execFileSync } from 'node:child_process';
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
  ]) {
    expect(paths).toContain(needed);
  }
  const allowed =
    /^(bin|dist|schemas|samples)\/|^(README\.md|LICENSE|CHANGELOG\.md|package\.json|turnline\.config\.schema\.json|turnline\.1)$/;
  expect(paths.filter((path) => !allowed.test(path))).toEqual([]);
});
