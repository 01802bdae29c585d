// Turns fourteen good messages into a log of fifteen lines in which eleven are wrong, each in one way.
import type { Delivery } from '../simulator/emit.ts';
import type { JsonObject } from '../simulator/wire/json.ts';
import type { Message } from '../simulator/wire/message.ts';

/** What becomes of each message, in the order they were sent. */
const LINES: readonly ((message: Message) => string)[] = [
  right,
  (message) => line({ ...message, status: 'stoped' }),
  right,
  (message) => line({ ...message, turn: String(message.turn) }),
  ({ role: _, ...message }) => line(message),
  (message) => line({ ...message, role: 'bot' }),
  (message) => line({ ...message, timestamp: new Date(message.timestamp!).toISOString() }),
  (message) => right(message).replace(/\}$/, ''),
  (message) => line({ ...message, timestamp: Math.floor(message.timestamp! / 1000) }),
  right,
  (message) => line({ ...message, assistant: misspelled(message.assistant as JsonObject) }),
  (message) => line({ ...message, artifact: spelledOut(message.artifact as JsonObject) }),
  right,
  (message) => right(message).slice(0, 700),
];

const ALIEN = '{"level":"info","msg":"webhook listening","port":8080}';

/** To be joined by newlines, with none at the end: the last line is cut off. */
export function wrongLines(sent: readonly Delivery[]): string[] {
  if (sent.length !== LINES.length) throw new Error(`${sent.length} messages for ${LINES.length} lines`);
  return LINES.map((write, index) => write(sent[index]!.body.message)).toSpliced(3, 0, ALIEN);
}

const line = (message: object) => JSON.stringify({ message });

function right(message: Message): string {
  return line(message);
}

const misspelled = (assistant: JsonObject) => ({
  ...assistant,
  model: { ...(assistant.model as JsonObject), provider: 'opnai' },
});

const spelledOut = (artifact: JsonObject) => ({
  ...artifact,
  messages: (artifact.messages as readonly JsonObject[]).map((row, index) =>
    index === 1 ? { ...row, time: String(row.time) } : row,
  ),
});
