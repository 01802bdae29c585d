// Turns webhooks into records on the disk and a live view of their calls, until it is told to stop.
import { relative } from 'node:path';
import { type Exit, systemReason, TurnlineError } from '../errors.ts';
import { Forwarder } from '../listen/forward.ts';
import { Receiver } from '../listen/receiver.ts';
import { FORWARD_TIMEOUT_MS, MAX_FILE_BYTES } from '../listen/rules.ts';
import { STRANGER_LIMITS, serve } from '../listen/server.ts';
import { Store } from '../listen/store.ts';
import { Locks } from '../listen/store-lock.ts';
import { whole } from '../report/shown.ts';
import type { Invocation } from './command.ts';
import { contractFor } from './gather.ts';
import { ListenLog } from './listen-log.ts';
import { forwardUrlOf, gateOf, LOOPBACK, patternOf, signatureOf } from './listen-rules.ts';
import { stageForPeople } from './live/for-people.ts';
import { stageForPrograms } from './live/for-programs.ts';
import { Live, type Stage } from './live/live.ts';
import { count } from './outcome.ts';
import { note } from './present.ts';

const MAX_BODY_BYTES = 10 << 20;
/** Of all requests together. */
const MAX_HELD_BYTES = 256 << 20;
const FORWARDS_AT_ONCE = 64;

export async function run(invocation: Invocation): Promise<Iterable<Exit>> {
  const { options, host } = invocation;
  const { port, host: address = LOOPBACK } = options;
  if (port === undefined)
    throw new TurnlineError('usage', 'listen wants a port: --port 4242, or 0 for a free one');
  const [gate, signature, url] = [
    await gateOf(invocation),
    await signatureOf(invocation),
    forwardUrlOf(invocation),
  ];
  const log = new ListenLog(invocation);
  const nameOf = (path: string): string => relative(host.cwd, path);
  const store = new Store({
    pattern: patternOf(invocation),
    locks: new Locks(host),
    maxSize: options.maxSize ?? MAX_FILE_BYTES,
    fsync: options.fsync ?? 'interval',
    onTorn: (path, bytes) =>
      log.say(`${nameOf(path)} ended in a torn record: ${whole(bytes)} bytes moved to ${nameOf(path)}.torn`),
    onReadable: (path) =>
      log.say(`other users of this machine can read ${nameOf(path)}: chmod 600 keeps them out`),
    onFailure: (path, error) => log.say(`${nameOf(path)} cannot be synced: ${systemReason(error)}`),
  });
  const timeoutMs = options.forwardTimeout ?? FORWARD_TIMEOUT_MS;
  const forwarder =
    url === null
      ? null
      : await Forwarder.to({ url, timeoutMs, maxAnswerBytes: MAX_BODY_BYTES, atOnce: FORWARDS_AT_ONCE });
  const [stage, contract] = [await stageOf(invocation, log), await contractFor(invocation)];
  const receiver = new Receiver({
    gate,
    signature,
    store,
    forwarder,
    maxBody: MAX_BODY_BYTES,
    maxHeld: MAX_HELD_BYTES,
    strangers: STRANGER_LIMITS,
    epochMs: () => host.epochMs(),
    onStored: (stored) => live.onStored(stored),
    log: (line) => log.say(line),
  });
  const live = new Live(stage, contract, {
    cwd: host.cwd,
    stopwatchMs: () => host.stopwatchMs(),
    isBusy: () => receiver.isBusy,
  });
  const { interrupt } = host;
  const serving = await store
    .claim(host.epochMs())
    .then(() => serve(receiver, { host: address, port }))
    .catch(async (error: unknown) => {
      await store.close();
      throw error;
    });
  const isGuarded = gate.secret !== null || signature !== null;
  await tell([`listening on ${serving.url}`, ...warnings(address, isGuarded)], invocation);
  try {
    await store.mend().catch(unusable);
    await stopped(interrupt);
  } finally {
    await serving.drain();
    forwarder?.close();
    try {
      await store.close().catch(unusable);
    } finally {
      await live.finish();
    }
  }
  await tell(summary(receiver, live, log), invocation);
  return receiver.counts.lost > 0 ? ['input'] : ['ok'];
}

/** Nobody who reads notes is needed to store. */
async function tell(notes: readonly string[], invocation: Invocation): Promise<void> {
  await note(notes, invocation).catch(() => {});
}

function unusable(error: unknown): never {
  if (error instanceof TurnlineError) throw error;
  throw new TurnlineError('input', `cannot write what --out names: ${systemReason(error)}`, { cause: error });
}

async function stageOf(invocation: Invocation, log: ListenLog): Promise<Stage> {
  const { options, host } = invocation;
  const onClosed = (): void =>
    log.say('nobody reads standard output any more: requests are stored all the same');
  const forPeople = options.format === 'table' || (options.format === undefined && host.stdout.isTerminal);
  return forPeople ? stageForPeople(invocation, onClosed) : stageForPrograms(invocation, onClosed);
}

function warnings(address: string, isGuarded: boolean): string[] {
  if (isGuarded || /^(127\.|::1$|localhost$)/.test(address)) return [];
  return [
    `whoever reaches ${address} can write here: set a secret by --secret-file, or have requests signed`,
  ];
}

function stopped(interrupt: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (interrupt.aborted) resolve();
    else interrupt.addEventListener('abort', () => resolve(), { once: true });
  });
}

function summary({ counts }: Receiver, live: Live, log: ListenLog): string[] {
  const { stored, bytes, refused, lost, forwarded, unanswered } = counts;
  const parts = [`${count(stored, 'body').replace('bodys', 'bodies')} stored, ${whole(bytes)} bytes`];
  if (lost > 0) parts.push(`${whole(lost)} could not be stored`);
  if (refused > 0) parts.push(`${whole(refused)} refused`);
  if (forwarded + unanswered > 0)
    parts.push(`${whole(forwarded)} passed on, ${whole(unanswered)} without an answer`);
  if (live.findings > 0) parts.push(count(live.findings, 'finding'));
  if (live.skipped > 0) parts.push(`${whole(live.skipped)} stored without being shown`);
  return [log.rest(), parts.join('; ')].filter((line) => line !== null);
}
