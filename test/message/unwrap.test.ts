// Holds unwrapping to its bounds: what is one message counts once, what is text is no message, and what is cut is told where.
import { describe, expect, test } from 'vitest';
import { BODIES, PRETTY, SAID, TEXTS } from '../support/captures/call.ts';
import { turnline } from '../support/host.ts';

const [FIRST = '', SECOND = ''] = TEXTS;
const [MESSAGE] = SAID.map(({ message }) => message);
const CUT = FIRST.slice(0, 100);

/** What was counted, and each finding as code and place. */
async function read(stdin: string) {
  const { stdout } = await turnline(['validate', '--format', 'json'], { stdin });
  const { tally, findings } = JSON.parse(stdout);
  const { speechUpdates, otherMessages, notMessages, notJson } = tally;
  const told = findings.map((one: Record<string, unknown>) => `${one.code} ${one.line}:${one.column}`);
  return { speechUpdates, otherMessages, notMessages, notJson, told };
}

const NONE = { speechUpdates: 0, otherMessages: 0, notMessages: 0, notJson: 0, told: [] };

/** A message whose tool answered with a message. */
const ANSWERED = {
  message: {
    ...MESSAGE,
    artifact: {
      messages: [
        {
          role: 'tool_call_result',
          name: 'x',
          toolCallId: 'y',
          result: SECOND,
          time: 1,
          secondsFromStart: 1,
        },
      ],
    },
  },
};

const REPORT = { type: 'end-of-call-report', call: { id: 'x' }, artifact: { log: FIRST } };

describe('a message counts once', () => {
  test.each([
    ['that quotes another', ANSWERED],
    ['that quotes another, in a string', { level: 'info', message: JSON.stringify(ANSWERED) }],
    ['in the text of a line and beside it', { message: FIRST, payload: BODIES[0] }],
    ['as it came and parsed, in a document of no known kind', { raw: FIRST, parsed: BODIES[0] }],
  ])('%s', async (_, document) => {
    expect(await read(`${JSON.stringify(document)}\n`)).toEqual({ ...NONE, speechUpdates: 1 });
  });

  test('another message in a wrapper is another message, whatever it quotes', async () => {
    const lines = [{ message: REPORT }, BODIES[0]].map((body) => `${JSON.stringify({ level: 30, body })}\n`);
    expect(await read(lines.join(''))).toEqual({ ...NONE, speechUpdates: 1, otherMessages: 1 });
  });
});

describe('text', () => {
  test.each([
    ['with braces before a document', `INFO {"id":"1"} [x] {} body ${FIRST}\n`, 1],
    ['with an object of its own and a string', `INFO {"id":"1"} body=${JSON.stringify(FIRST)} {}\n`, 1],
    ['with quotes that do not pair', `5" disk, it's msg=${JSON.stringify(FIRST)}\n`, 1],
    ['with two documents', `a=${FIRST} b=${SECOND}\n`, 2],
    ['before an array', `INFO [${FIRST},${SECOND}]\n`, 2],
    ['before a pretty-printed array', `got ${JSON.stringify(BODIES.slice(0, 2), null, 2)}\n`, 2],
    ['before an object in a field of CSV', `1,web,"got ${FIRST.replaceAll('"', '""')}",x\n`, 1],
    ['as a JSON string in a JSON string', `${JSON.stringify(JSON.stringify(FIRST))}\n`, 1],
    ['as an array of strings', `${JSON.stringify([FIRST, SECOND])}\n`, 2],
    ['as the argument of curl', `curl -X POST https://a.example -d '${FIRST}'\n`, 1],
    ['that ends in an opening', `server {\nlist [\n${FIRST}\n`, 1],
    ['that fences a document', `\`\`\`json\n${PRETTY[0]}\n\`\`\`\n`, 1],
    ['as keys of a database', `${JSON.stringify({ '-Na': BODIES[0], '-Nb': BODIES[1] })}\n`, 2],
  ])('%s', async (_, input, speechUpdates) => {
    expect(await read(input)).toMatchObject({ speechUpdates, told: [] });
  });

  test('of an assistant that sends messages is none', async () => {
    const assistant = { id: 'a', serverMessages: ['speech-update'], model: { messages: [{ role: 'user' }] } };
    expect(await read(`${JSON.stringify(assistant)}\n`)).toEqual({ ...NONE, notMessages: 1 });
  });
});

describe('a message that was cut is told where it ends', () => {
  test.each([
    ['among events', JSON.stringify({ events: [{ message: CUT }, { message: SECOND }] }), CUT],
    ['in the line of a logger', `${JSON.stringify({ level: 1, msg: CUT })}\n${SECOND}`, CUT],
    ['behind text', `INFO ${CUT}\nINFO ${SECOND}`, CUT],
    ['behind a whole one', `a=${SECOND} b=${CUT}\n`, CUT],
  ])('%s', async (_, input, cut) => {
    const written = input.includes(cut) ? cut : JSON.stringify(cut).slice(1, -1);
    const column = Buffer.byteLength(input.slice(0, input.indexOf(written) + written.length)) + 1;
    expect(await read(`${input}\n`)).toEqual({
      ...NONE,
      speechUpdates: 1,
      notJson: 1,
      told: [`truncated-record 1:${column}`],
    });
  });
});

describe('what a language shows is told by its name', () => {
  const shown = `{
  message: {
    type: 'speech-update',
    artifact: { messages: [Array] },
    call: { id: 'a' }
  }
}`;
  test.each([
    ['JavaScript', 'in one line', `{ message: { type: 'speech-update' } }\n`, '1:3'],
    ['JavaScript', 'behind a label', `Received: ${shown}\n`, '2:3'],
    ['JavaScript', 'over lines', `${shown}\n`, '2:3'],
    ['Python', 'behind a label', `INFO {'message': {'type': 'speech-update', 'x': None}}\n`, '1:7'],
    ['Ruby', 'in one line', `{"message"=>{"type"=>"speech-update"}}\n`, '1:2'],
  ])('%s %s', async (language, _, text, place) => {
    const { stdout } = await turnline(['validate', '--format', 'json'], { stdin: `${text}${FIRST}\n` });
    const { tally, findings } = JSON.parse(stdout);
    expect(tally).toMatchObject({ speechUpdates: 1, notJson: 1 });
    expect(findings).toHaveLength(1);
    const [{ code, line, column, message }] = findings;
    expect({ code, place: `${line}:${column}` }).toEqual({ code: 'broken-json', place });
    expect(message).toContain(`this is how ${language} shows`);
  });
});

test('wrappers in wrappers without end come to an end', async () => {
  const nested = `${'{"request":{"body":'.repeat(40)}"speech-update"${'}}'.repeat(40)}`;
  expect(await read(`${nested}\n${FIRST}\n`)).toEqual({ ...NONE, speechUpdates: 1, notMessages: 1 });
});

test('a document of many events is read once', async () => {
  const logEvents = Array.from({ length: 5_000 }, (_, id) => ({ id, message: TEXTS[id % 2] }));
  expect(await read(JSON.stringify({ logEvents }))).toEqual({ ...NONE, speechUpdates: 5_000 });
});
