// Holds remembered verdicts to their law: judging members apart, each once, finds what judging the whole finds.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { builtInContract } from '../../src/contract/load/built-in.ts';
import { Judge } from '../../src/message/judge.ts';
import { MessageReader } from '../../src/message/reader.ts';
import { emit } from '../support/simulator/emit.ts';
import { improvise } from '../support/simulator/improvise.ts';

const contract = builtInContract();
const messages = [1, 2].flatMap((seed) => emit(improvise(seed)).map(({ body }) => JSON.stringify(body)));

/** Breaks that keep a message JSON: values changed, keys renamed or doubled. */
const BREAKS: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => text.replace('"started"', '"start"'),
  (text) => text.replace('"provider":"openai"', '"provider":"opnai"'),
  (text) => text.replace('"role":"system"', '"rol":"system"'),
  (text) => text.replace('"turn":', '"turns":'),
  (text) => text.replace('"call":{', '"call":{"createdAt":5,'),
  (text) => text.replace('"role":', '"role":"nobody","role":'),
  (text) => text.replace('"assistant":{', '"assistant":[],"assistant":{'),
  (text) => text.replace('"time":', '"time":"x","was":'),
];

function findingsOf(judge: Judge, reader: MessageReader, text: string): unknown {
  const bytes = Buffer.from(text);
  expect(reader.read(bytes, 0, bytes.length)).toBe('speech-update');
  return judge
    .judge(reader, {
      source: 's',
      record: 1,
      text: { bytes, positionOf: (at) => ({ line: 1, column: at + 1 }) },
    })
    .map((finding) => JSON.stringify(finding))
    .sort();
}

test('the same findings at the same places', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(messages.length - 1), fc.constantFrom(...BREAKS)), {
        minLength: 1,
        maxLength: 20,
      }),
      (stream) => {
        const remembering = new Judge(contract, false);
        const reader = new MessageReader();
        const { apart: _, ...whole } = contract;
        const forgetful = new Judge(whole, false);
        for (const [index, change] of stream) {
          const text = change(messages[index]!);
          expect(findingsOf(remembering, reader, text)).toEqual(
            findingsOf(forgetful, new MessageReader(), text),
          );
        }
      },
    ),
    { numRuns: 100 },
  );
});
