// Holds what commands print for programs to the schemas that are published for it, and the formats to each other.
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { turnline } from '../support/host.ts';

const INPUTS = [
  'samples/bike-shop.ndjson',
  'samples/client.ndjson',
  'samples/wrong.ndjson',
  'samples/one-payload.json',
];

async function rowsOf(command: string, ...options: string[]): Promise<unknown[]> {
  const { stdout } = await turnline([command, ...INPUTS, '--format', 'jsonl', ...options]);
  return stdout
    .trimEnd()
    .split('\n')
    .map((text) => JSON.parse(text));
}

describe.each(['segments', 'turns', 'summary', 'validate'])('%s', (command) => {
  test('rows keep the published schema', async () => {
    const schema = JSON.parse((await turnline(['schema', 'output', command])).stdout);
    const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(schema);
    for (const options of command === 'turns' ? [[], ['--text']] : [[]]) {
      const rows = await rowsOf(command, ...options);
      expect(rows.length).toBeGreaterThan(4);
      for (const row of rows)
        expect({ row, errors: validate(row) ? [] : validate.errors }).toEqual({ row, errors: [] });
    }
  });

  test('csv and tsv have the same rows as jsonl', async () => {
    const rows = await rowsOf(command);
    const { stdout } = await turnline([command, ...INPUTS, '--format', 'tsv']);
    const [heading = '', ...lines] = stdout.slice(0, -1).split('\n');
    expect(lines).toHaveLength(rows.length);
    const keys = heading.split('\t');
    for (const [index, text] of lines.entries()) {
      const cells = text.split('\t');
      expect(cells).toHaveLength(keys.length);
      for (const [at, key] of keys.entries()) {
        const value = key
          .split('.')
          .reduce<unknown>(
            (part, name) => (part as Record<string, unknown> | null)?.[name] ?? null,
            rows[index],
          );
        const plain = Array.isArray(value) ? value.join(' ') : value === null ? '' : String(value);
        expect(cells[at]?.replaceAll('\\\\', '\\')).toBe(plain);
      }
    }
    const csv = await turnline([command, ...INPUTS, '--format', 'csv']);
    expect(csv.stdout.split('\r\n').length - 2).toBeGreaterThanOrEqual(rows.length);
  });
});

test('the same facts appear whatever the terminal', async () => {
  for (const terminal of [undefined, 40, 200]) {
    const { stdout } = await turnline(['turns', 'samples/bike-shop.ndjson', '--format', 'jsonl'], {
      terminal,
    });
    expect(stdout).toBe((await turnline(['turns', 'samples/bike-shop.ndjson', '--format', 'jsonl'])).stdout);
  }
});

test('no words are shown unless they are asked for', async () => {
  for (const command of ['inspect', 'turns', 'segments', 'summary', 'timeline', 'validate']) {
    for (const format of ['table', 'json', 'md']) {
      const { stdout, stderr } = await turnline([command, ...INPUTS, '--format', format]);
      expect(`${stdout}${stderr}`).not.toMatch(/Gantry|Robin|Whitlock|wobbl|\+1202/);
    }
  }
});
