// Holds the built program to its word under load and under SIGKILL: nothing lost, nothing doubled, everything as it was sent.
import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';

/** LISTEN_LOAD=full is what bench/listen.mjs measures by itself. */
const FULL = process.env.LISTEN_LOAD === 'full';
const SIZE = FULL ? [] : ['--requests', '600', '--kills', '20', '--fsync', 'always'];

interface Load {
  readonly fsync: string;
  readonly requests: number;
  readonly p99Ms: number;
}

const { loads, killed, reference } = JSON.parse(
  execFileSync('node', ['bench/listen.mjs', '--json', ...SIZE], { encoding: 'utf8' }),
);

test.each(loads as Load[])('200 connections, --fsync $fsync', (load) => {
  const { requests } = load;
  console.log(
    `${requests} requests, --fsync ${load.fsync}: answered within ${load.p99Ms.toFixed(0)} ms (p99); by a server that does nothing: ${reference.p99Ms.toFixed(0)} ms`,
  );
  expect(load).toMatchObject({ acknowledged: requests, stored: requests, lost: 0, doubled: 0, exit: 0 });
});

test('killed in the midst of a load, twenty times on one file', () => {
  expect(killed.kills).toBeGreaterThanOrEqual(20);
  expect(killed).toMatchObject({ lost: 0, doubled: 0 });
  expect(killed.acknowledged).toBeGreaterThan(0);
  expect(killed.stored).toBeGreaterThanOrEqual(killed.acknowledged);
});
