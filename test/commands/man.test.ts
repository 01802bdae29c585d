// Holds the manual page to the registries and to the programs that show such pages.
import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { COMMAND_LIST } from '../../src/commands/catalogue.ts';
import { escaped, paragraph } from '../../src/commands/man/roff.ts';
import { OPTIONS, type OptionRow } from '../../src/commands/options.ts';
import { EXIT } from '../../src/errors.ts';
import { REMEDIES } from '../../src/remedies.ts';
import { OVERLAYS } from '../../src/report/overlays/index.ts';
import { turnline } from '../support/host.ts';

const { stdout: source } = await turnline(['man']);
const installed = (program: string): boolean => spawnSync(program, ['-V']).error === undefined;
const flat = (text: string): string => text.replaceAll(/\s+/g, ' ');

/** The text that a reader of the source would see, without macros. */
const plain = flat(
  source
    .replaceAll(/^\.(?:TP|IP|PP|RS 4|RE|nf|fi)$/gm, '')
    .replaceAll(/^\.(?:B|SS|SH|TH) "(.*)"$/gm, '$1')
    .replaceAll('\\-', '-')
    .replaceAll('\\(aq', "'")
    .replaceAll('\\(ti', '~')
    .replaceAll('\\(dq', '"')
    .replaceAll('\\e', '\\'),
);

test('the page has everything that the registries have', () => {
  for (const [name, { summary, examples }] of COMMAND_LIST) {
    expect(plain).toContain(name);
    expect(plain.toLowerCase()).toContain(summary.toLowerCase());
    for (const [line] of examples) expect(plain).toContain(line);
  }
  for (const { flags, about } of Object.values<OptionRow>(OPTIONS))
    expect(plain).toContain(`${flags} ${about}`);
  for (const { code, means } of Object.values(EXIT)) expect(plain).toContain(`${code} ${means}`);
  for (const [name, { about }] of Object.entries(OVERLAYS)) expect(plain).toContain(`${name} ${about}`);
  for (const [code, { cause, remedy }] of Object.entries(REMEDIES)) {
    expect(plain).toContain(`${code} Cause: ${cause} Remedy: ${remedy}`);
  }
  for (const name of ['NO_COLOR', 'TURNLINE_PAGER', 'turnline.config.json']) expect(plain).toContain(name);
});

test('nothing in text is taken for markup', () => {
  expect(escaped('.config \\n -x')).toBe('\\&.config \\en \\-x');
  expect(paragraph("A. 'tis .so /etc/passwd")).toBe('.PP\nA.\n\\(aqtis \\&.so /etc/passwd');
  expect(paragraph('First. .so second')).toBe('.PP\nFirst.\n\\&.so second');
  expect(escaped('…')).toBe('\\[u2026]');
  expect(source).not.toMatch(/[^\x00-\x7f]/);
});

test.runIf(installed('mandoc'))('mandoc misses nothing but a date', () => {
  const { stdout } = spawnSync('mandoc', ['-Tlint', '-Wwarning'], { input: source, encoding: 'utf8' });
  const remarks = stdout.split('\n').filter((text) => text !== '');
  expect(remarks.filter((text) => !text.includes('missing date'))).toEqual([]);
});

test.runIf(installed('groff'))('groff has nothing to say, and shows it', () => {
  const { stdout, stderr } = spawnSync('groff', ['-man', '-ww', '-Tascii', '-P-cbou'], {
    input: source,
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  expect(flat(stdout)).toContain('turnline - inspects captured Vapi speech-update messages');
});
