// Holds quick reading to careful reading: what it does not refuse it reads alike, whatever was read before.
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NEWLINE } from '../../src/json/bytes.ts';
import { whatOf } from '../../src/message/columns.ts';
import { eventOf } from '../../src/message/event.ts';
import { TELLING } from '../../src/message/notice.ts';
import { QuickReader } from '../../src/message/quick.ts';
import { MessageReader } from '../../src/message/reader.ts';
import '../support/seed.ts';

/** Messages of which each has a shape that others have. */
const slim = [
  '{"message":{"timestamp":1786000001000,"type":"speech-update","status":"started","role":"user","turn":0,"call":{"id":"call-a"}}}',
  '{"message":{"timestamp":1786000001700,"type":"speech-update","status":"stopped","role":"user","turn":0,"call":{"id":"call-a"}}}',
  '{"message":{"timestamp":1786000002000,"type":"speech-update","status":"started","role":"assistant","turn":10,"call":{"id":"call-a"}}}',
  '{"type":"speech-update","status":"stopped","role":"assistant","turn":12,"timestamp":1786000001000}',
  '{"type":"speech-update","status":"started","role":"user","turn":13,"timestamp":1786000001400}',
  '{"message":{"type":"conversation-update","messages":[{"role":"user","message":"hi"},{"role":"bot","message":"yes, what can I do for you today?"}],"call":{"id":"x"}}}',
];

const lines = [
  ...readFileSync('samples/bike-shop.ndjson', 'utf8').trimEnd().split('\n').slice(0, 40),
  ...readFileSync('samples/client.ndjson', 'utf8').trimEnd().split('\n'),
  ...slim,
];

type Change = (text: string, at: number) => string;
const CHANGES: readonly Change[] = [
  (text) => text,
  (text) => text,
  (text, at) => text.slice(0, at) + text.slice(at + 1),
  (text, at) => text.slice(0, at) + text[at] + text.slice(at),
  (text, at) => `${text.slice(0, at)}"${text.slice(at)}`,
  (text, at) => `${text.slice(0, at)},${text.slice(at)}`,
  (text, at) => `${text.slice(0, at)}}${text.slice(at)}`,
  (text, at) => `${text.slice(0, at)}\\${text.slice(at + 1)}`,
  (text, at) => `${text.slice(0, at)}\u0001${text.slice(at + 1)}`,
  (text, at) => `${text.slice(0, at)}7${text.slice(at + 1)}`,
  (text) => text.replace('"turn":', '"turn":0'),
  (text) => text.replace('"turn":', '"turn":1.'),
  (text) => text.replace('"status":', '"status":"stopped","status":'),
  (text) => text.replace('"role":"user"', '"role":"us\\u0065r"'),
  (text) => text.replace('"timestamp":1', '"timestamp":01'),
  (text) => text.replace('"type":"speech-update"', '"type":"speech-updates"'),
  (text) => text.replace('"call":{', '"call":[],"call":{'),
  (text) => text.replace('"artifact":{', '"artifact":{"messages":[1],'),
  (text) => `${text} `,
  (text) => ` ${text}`,
];

test('a stream of messages, some changed at a place', () => {
  let quickly = 0;
  let alike = 0;
  fc.assert(
    fc.property(
      fc.array(
        fc.tuple(
          fc.oneof(
            fc.nat(lines.length - 1),
            fc.integer({ min: lines.length - slim.length, max: lines.length - 1 }),
          ),
          fc.oneof(
            { arbitrary: fc.constant<Change>((text) => text), weight: 2 },
            fc.constantFrom(...CHANGES),
          ),
          fc.double({ min: 0, max: 1, noNaN: true }),
        ),
        {
          minLength: 1,
          maxLength: 60,
        },
      ),
      (stream) => {
        const quick = new QuickReader();
        for (const [index, change, share] of stream) {
          const line = lines[index]!;
          const bytes = Buffer.from(change(line, Math.floor(share * (line.length - 1))));
          // Where a line is not known to end, what follows must not be taken for its own.
          const followed = Buffer.concat([bytes, Buffer.from('\n"role":"user"}}\n')]);
          const stop = quick.readAlike(followed, 0, followed.length);
          if (followed[stop] === NEWLINE) {
            expect(stop).toBe(bytes.length);
            alike++;
          } else if (!quick.read(bytes, 0, bytes.length)) continue;
          quickly++;
          const careful = new MessageReader();
          const kind = careful.read(bytes, 0, bytes.length);
          const { message } = careful;
          expect(careful.next).toBe(bytes.length);
          expect(quick.isSpeech).toBe(kind === 'speech-update');
          expect(quick.call?.id).toBe(message.callId);
          expect(quick.call?.startedAt).toBe(message.callStartedAt);
          expect(quick.call?.assistantId).toBe(message.assistantId);
          if (!quick.isSpeech) {
            expect(kind).toBe('other');
            expect(message.type).not.toMatch(TELLING);
            continue;
          }
          const event = eventOf(message, { receivedAt: null, source: '', record: 1, line: 1, column: 1 });
          if (typeof event !== 'object') throw new Error('no event');
          expect(quick.what).toBe(whatOf(event.role, event.status));
          expect(quick.turn < 0 ? null : quick.turn).toBe(event.turn);
          expect(Number.isNaN(quick.at) ? null : quick.at).toBe(event.at);
          expect(quick.start).toBe(message.start);
          const artifact = JSON.parse(bytes.toString('utf8', message.start, message.end)).artifact;
          const read =
            quick.artifactStart < 0
              ? undefined
              : JSON.parse(bytes.toString('utf8', quick.artifactStart, quick.artifactEnd));
          expect(read).toEqual(artifact);
        }
      },
    ),
    { numRuns: 1_000 },
  );
  expect(quickly).toBeGreaterThan(1_000);
  expect(alike).toBeGreaterThan(100);
});
