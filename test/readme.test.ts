// Holds the README to the truth: every run that it shows prints just that. A line of … stands for lines left out.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { turnline } from './support/host.ts';

const blocks = [
  ...readFileSync('README.md', 'utf8').matchAll(/```console\n\$ turnline ([^\n]*)\n([\s\S]*?)```/g),
];

test('the README shows runs', () => {
  expect(blocks.length).toBeGreaterThanOrEqual(3);
});

test.each(blocks.map(([, command = '', shown = '']) => [command, shown]))(
  'turnline %s',
  async (command, shown) => {
    const { stdout } = await turnline(command.split(' '));
    const pattern = shown
      .split('\n')
      .map((text) => (text === '…' ? '(?:.*\n)*?' : `${text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}\n`))
      .join('');
    expect(`${stdout}\n`).toMatch(new RegExp(`^${pattern}$`));
  },
);
