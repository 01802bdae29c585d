// Holds redacted captures of damaged records to their originals: the same verdicts at the same lines and columns, whatever the seed.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { MUTATIONS } from '../fuzz/mutations.ts';
import { turnline } from '../support/host.ts';
import { random } from '../support/simulator/random.ts';

const MESSAGE = '"type":"speech-update","status":"started","role":"user","turn":0,"timestamp":1786000001000';

async function redacted(stdin: Buffer, seed: string): Promise<{ bytes: Buffer; stderr: string }> {
  const pieces: Buffer[] = [];
  const { exit, stderr } = await turnline(['redact', '--seed', seed], {
    stdin,
    onBytes: (bytes) => pieces.push(bytes),
  });
  expect([0, 3]).toContain(exit);
  return { bytes: Buffer.concat(pieces), stderr };
}

/** Codes with their places, and how many records of each kind there are. */
async function verdictsOn(stdin: Buffer): Promise<unknown> {
  const { stdout } = await turnline(['validate', '--format', 'json'], { stdin });
  const { findings, tally } = JSON.parse(stdout) as {
    findings: { code: string; line: number; column: number; message: string }[];
    tally: { speechUpdates: number; valid: number; invalid: number; drift: number };
  };
  const { speechUpdates, valid, invalid, drift } = tally;
  return {
    findings: findings.map(({ code, line, column, message }) =>
      [line, column, code, ...(code === 'broken-json' ? [message] : [])].join(' '),
    ),
    tally: { speechUpdates, valid, invalid, drift },
  };
}

const value = (written: string): string => `{"message":{${MESSAGE},"x":${written}}}`;

describe('what breaks stays where it is', () => {
  test.each([
    ...['1e}', '1e+', '1.', '-', '01', '0e', '0x1', '12ab', '1e5x', '9eight', '-0450', '00', '1.e5', '+1'],
    ...['tru', 'trux', 'nullx', 'truefalse', 'nul', 'n', 'fals', 'None', 'NaN', '-Infinity', 'undefined'],
    ...['bad', 'even', 'felt', 'north', 'tall', 'éa', '٣', '06315bad-afdc-4d19-bdc0-05956112788b'],
    ...['"\\x41"', '"\\u12G4"', '"\\u00"', '"\\é"', '"\\Uabcd"', '"a\tb"', '"a"b', '"a"5', '"a" true', "'a'"],
    ...['{a:1}', '{"a" 1}', '{"a":1 "b":2}', '[1 2]', '[tall]', '{5:1}', '{"a"=>1}', '{:a=>1}', '{7}'],
  ])('%s', async (written) => {
    let compared = 0;
    const whole = value(written);
    const cut = whole.slice(0, whole.indexOf(written) + written.length);
    for (const text of [
      `${whole}\n{"message":{${MESSAGE}}}\n`,
      cut,
      `{"a":${written}`,
      `{"a":[${written}\n`,
    ]) {
      const before = await verdictsOn(Buffer.from(text));
      for (const seed of ['a', 'b']) {
        const { bytes, stderr } = await redacted(Buffer.from(text), seed);
        // A line of text is left out, and with it the end of what is broken before it.
        if (stderr !== '') continue;
        compared++;
        expect({ bytes: bytes.toString(), verdicts: await verdictsOn(bytes) }).toMatchObject({
          verdicts: before,
        });
      }
    }
    expect(compared).toBeGreaterThan(0);
  });
});

const linesOf = (name: string): string[] =>
  readFileSync(`samples/${name}`, 'utf8').split('\n').filter(Boolean);

/** Records of one line each, which nothing is wrapped around. */
const RECORDS = [
  ...['bike-shop.ndjson', 'client.ndjson'].flatMap((name) => linesOf(name).slice(0, 12).map(shortened)),
  ...linesOf('wrong.ndjson').filter((line) => line.startsWith('{') && line.length < 3_000),
  value(
    '{"lat":-37.155576,"at":"06315bad-afdc-4d19-bdc0-05956112788b","n":null,"t":true,"e":1e5,"u":"\\u00e9\\n"}',
  ),
  value('[[1,2.50,-0],["Zoë",{"a b":false}],"https://example.org/x?y=1"]'),
].map((line) => Buffer.from(line));

const ROUNDS = Number(process.env.REDACT_ROUNDS ?? 600);

test('the verdicts on mutated records are those on their redacted ones', async () => {
  const draw = random(Number(process.env.FC_SEED ?? 20261122));
  const mutations = Object.entries(MUTATIONS);
  let broken = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const record = draw.pick(RECORDS);
    const [name, mutate] = draw.pick(mutations);
    const mutated = mutate(record, draw, draw.pick(RECORDS));
    const before = await verdictsOn(mutated);
    const seed = `seed ${round}`;
    const { bytes, stderr } = await redacted(mutated, seed);
    // What is text, or wrapped around, is left out.
    if (stderr !== '') continue;
    broken++;
    const after = await verdictsOn(bytes);
    if (JSON.stringify(after) !== JSON.stringify(before))
      expect({ name, seed, text: bytes.toString('latin1'), verdicts: after }).toEqual({
        name,
        seed,
        text: mutated.toString('latin1'),
        verdicts: before,
      });
  }
  expect(broken).toBeGreaterThan(ROUNDS / 2);
});

/** Without the members that make most of a message, so that mutations hit what is left. */
function shortened(line: string): string {
  const { message } = JSON.parse(line) as { message: Record<string, unknown> };
  return JSON.stringify({ message: { ...message, assistant: undefined, artifact: undefined } });
}
