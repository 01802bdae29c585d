// Damages one message of ten by raw line breaks in its strings: that message alone is lost, however the log is written and read.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { turnline } from './support/host.ts';

const BODIES = readFileSync('samples/bike-shop.ndjson', 'utf8')
  .trimEnd()
  .split('\n')
  .slice(0, 10)
  .map((text) => JSON.parse(text));
const DAMAGED = 4;
const BREAK = '@@';

const TEXTS: Readonly<Record<string, string>> = {
  'one line break': 'You are Robin.@@Answer shortly.',
  'many lines, some indented': `You are Robin.${'@@line of a prompt'.repeat(20)}@@  - indented@@\tand by a tab`,
  'lines that look like JSON and like logs': 'Reply with@@{@@  \\"a\\": 1@@}@@[INFO] text@@{ brace@@12@@}@@',
  'escaped quotes and an empty line': 'She said \\"hi\\".@@@@Then she left.',
};

/** The ten messages, each written by `write`; that with the text has raw line breaks for BREAK. */
function written(text: string, write: (body: unknown) => string): string[] {
  return BODIES.map((body, index) => {
    if (index !== DAMAGED) return write(body);
    const copy = structuredClone(body);
    copy.message.artifact.messages[0].message = 'TEXT';
    return write(copy).replace('TEXT', () => text.replaceAll(BREAK, '\n'));
  });
}

const pretty = (body: unknown): string => JSON.stringify(body, null, 2);
const LAYOUTS: Readonly<Record<string, (text: string) => string>> = {
  'pretty-printed documents': (text) => `${written(text, pretty).join('\n')}\n`,
  'pretty-printed documents among lines of text': (text) =>
    written(text, pretty)
      .map((one) => `received at 12:00\n${one}\n`)
      .join(''),
  'one document alone, and others behind it': (text) =>
    `${written(text, pretty).slice(DAMAGED).join('\n')}\n`,
  'a pretty-printed array': (text) => `[\n${written(text, pretty).join(',\n')}\n]\n`,
  'an array in one line': (text) => `[${written(text, JSON.stringify).join(',')}]`,
  'one document a line': (text) => `${written(text, JSON.stringify).join('\n')}\n`,
};

async function tallyOf(text: string, piece: number, ...argv: string[]) {
  const bytes = Buffer.from(text);
  const stdin = Array.from({ length: Math.ceil(bytes.length / piece) }, (_, index) =>
    bytes.subarray(index * piece, (index + 1) * piece),
  );
  const { stdout } = await turnline(['validate', '--format', 'json', ...argv], { stdin });
  const { tally, findings } = JSON.parse(stdout);
  const { speechUpdates, otherMessages, notMessages, notJson } = tally;
  const places = findings
    .filter(({ severity }: { severity: string }) => severity === 'input')
    .map(({ code, line }: { code: string; line: number }) => `${code} ${line}`);
  return { messages: speechUpdates + otherMessages, notMessages, notJson, places };
}

describe.each(Object.entries(LAYOUTS))('%s', (name, layout) => {
  test.each(Object.entries(TEXTS))('%s', async (_, text) => {
    const log = layout(text);
    const lines = name.includes('among') ? 10 : 0;
    const messages = (name.includes('alone') ? BODIES.length - DAMAGED : BODIES.length) - 1;
    const line = log.slice(0, log.indexOf(text.split(BREAK)[0]!)).split('\n').length;
    const expected = { messages, notMessages: 0, notJson: 1 + lines, places: [`broken-json ${line}`] };
    for (const piece of [1 << 20, 4_099, 61]) expect(await tallyOf(log, piece)).toEqual(expected);
  });
});

describe('quotes that are raw too', () => {
  test('the rest of a pretty-printed message is no further record', async () => {
    const text = 'She said "hi".@@Then she left.@@  It rained.';
    const log = `${written(text, pretty).join('\n')}\n`;
    expect(await tallyOf(log, 997)).toMatchObject({ messages: 9, notMessages: 0, notJson: 1 });
  });
});

describe('what is cut within a string', () => {
  test.each([pretty, (body: unknown) => JSON.stringify(body)])('loses no other message', async (write) => {
    const all = written('x', write);
    const cut = all[DAMAGED]!;
    const log = [...all.with(DAMAGED, cut.slice(0, cut.indexOf('Robin') + 2)), 'GET /health 200', ''].join(
      '\n',
    );
    for (const piece of [1 << 20, 61])
      expect(await tallyOf(log, piece)).toMatchObject({ messages: 9, notMessages: 0, notJson: 2 });
  });
});

test('on two threads as on one', { timeout: 60_000 }, async () => {
  const damaged = LAYOUTS['one document a line']!(TEXTS['many lines, some indented']!);
  const whole = `${BODIES.map((body) => JSON.stringify(body)).join('\n')}\n`;
  const copies = Math.ceil((5 << 20) / whole.length);
  const log = whole.repeat(copies) + damaged + whole.repeat(copies);
  const one = await tallyOf(log, 1 << 16, '--jobs', '1');
  expect(one).toMatchObject({ messages: 20 * copies + 9, notMessages: 0, notJson: 1 });
  expect(await tallyOf(log, 1 << 16, '--jobs', '2')).toEqual(one);
});
