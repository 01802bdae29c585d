// Holds what is installed with turnline to what was looked at: exact, signed for, without scripts, under licences that let it be used.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';

interface Locked {
  readonly version: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly hasInstallScript?: boolean;
}

interface Bill {
  readonly bomFormat: string;
  readonly components: readonly {
    readonly name: string;
    readonly version: string;
    readonly licenses?: readonly { readonly license?: { readonly id?: string } }[];
    readonly hashes?: readonly { readonly alg: string; readonly content: string }[];
  }[];
}

const LICENCES = ['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0'];
const LIST = 'THIRD-PARTY.md';

const { dependencies, devDependencies, overrides } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
  overrides?: object;
};
const { packages, lockfileVersion } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
  lockfileVersion: number;
  packages: Record<string, Locked>;
};
const locked = Object.entries(packages).filter(([path]) => path !== '');
const used = locked.filter(([, { dev }]) => dev !== true);

/** `node_modules/a/node_modules/b` is b. */
const nameOf = (path: string): string => path.split('node_modules/').at(-1) ?? path;
const named = ([path, { version }]: readonly [string, Locked]): string => `${nameOf(path)}@${version}`;

test('every package is told by its hash, and comes from the registry', () => {
  expect(lockfileVersion).toBe(3);
  expect(locked.length).toBeGreaterThan(used.length);
  expect(locked.filter(([, { integrity }]) => !/^sha512-[\w+/]{86}==$/.test(integrity ?? ''))).toEqual([]);
  const elsewhere = locked.filter(
    ([, { resolved = 'https://registry.npmjs.org/' }]) => !resolved.startsWith('https://registry.npmjs.org/'),
  );
  expect(elsewhere).toEqual([]);
  const wanted = Object.values({ ...dependencies, ...devDependencies });
  expect(wanted.filter((range) => !/^[\^~]?\d+\.\d+\.\d+(?:-r\.\d+)?$/.test(range))).toEqual([]);
  expect(overrides).toBeUndefined();
});

test('no package that is used runs a script when it is installed', () => {
  expect(locked.filter(([, { hasInstallScript }]) => hasInstallScript === true).map(named)).toEqual([]);
});

test('the bill of materials is what the lock file says', () => {
  const text = execFileSync(
    'npm',
    ['sbom', '--sbom-format', 'cyclonedx', '--omit', 'dev', '--package-lock-only'],
    { encoding: 'utf8', stdio: 'pipe' },
  );
  const { bomFormat, components } = JSON.parse(text) as Bill;
  expect(bomFormat).toBe('CycloneDX');
  expect(components.map(({ name, version }) => `${name}@${version}`).sort()).toEqual(used.map(named).sort());
  for (const { name, version, hashes = [], licenses = [] } of components) {
    const [, one] = used.find((entry) => named(entry) === `${name}@${version}`)!;
    const hash = Buffer.from(one.integrity!.replace('sha512-', ''), 'base64').toString('hex');
    expect(hashes).toEqual([{ alg: 'SHA-512', content: hash }]);
    expect(licenses.map(({ license }) => license?.id)).toEqual([one.license]);
  }
});

test(`${LIST} lists what is used, under licences that let it be used (npm run licences writes it)`, () => {
  expect(used.filter(([, { license = '' }]) => !LICENCES.includes(license)).map(named)).toEqual([]);
  const rows = used
    .map(([path, { version, license = '' }]) => ({ name: nameOf(path), version, license }))
    .sort((a, b) => (a.name === b.name ? (a.version < b.version ? -1 : 1) : a.name < b.name ? -1 : 1));
  const list = [
    '# Packages that are installed with turnline',
    '',
    'None of them is part of this package; npm fetches each from its authors, with its licence.',
    '',
    '| package | version | licence |',
    '| --- | --- | --- |',
    ...rows.map(({ name, version, license }) => `| ${name} | ${version} | ${license} |`),
    '',
  ].join('\n');
  if (process.env.UPDATE_LICENCES === '1') writeFileSync(LIST, list);
  else expect(readFileSync(LIST, 'utf8')).toBe(list);
  for (const [path, { license }] of used) {
    const own = JSON.parse(readFileSync(`${path}/package.json`, 'utf8')) as { license: string };
    expect(own.license).toBe(license);
  }
});
