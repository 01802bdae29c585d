// Waits for what can be seen of a program, and never for a time.
import type { ChildProcess } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';

const POLL_MS = 20;

/** Settles once it is so. A test that waits in vain ends by its own timeout. */
export async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await setTimeout(POLL_MS);
}

/** More than the kernel holds between two programs; blank lines are no records. */
export const BLANKS = Buffer.alloc(1 << 22, '\n');

/** Settles once the program has read `text` from its standard input, which stays open. */
export function fed(child: ChildProcess, text: string | Buffer): Promise<void> {
  const { stdin } = child;
  stdin!.on('error', () => {});
  stdin!.write(text);
  return new Promise((settle) => stdin!.write(BLANKS, () => settle()));
}

/** How many bytes the threads of a program have read, on Linux. */
export function bytesReadBy({ pid }: ChildProcess): number {
  return Number(/^rchar: (\d+)$/m.exec(readFileSync(`/proc/${pid}/io`, 'utf8'))?.[1]);
}

/** So many looks in a row must find the same. */
const LOOKS = 20;

/** Settles once a program does nothing more: all its threads sleep, and it reads nothing. Linux alone knows. */
export async function stalled(child: ChildProcess): Promise<void> {
  let [same, before] = [0, -1];
  await until(() => {
    const read = bytesReadBy(child);
    same = read === before && sleeps(child) ? same + 1 : 0;
    before = read;
    return same === LOOKS;
  });
}

function sleeps({ pid }: ChildProcess): boolean {
  const states = readdirSync(`/proc/${pid}/task`).map(
    (thread) => /^\d+ \(.*\) (\w)/.exec(readFileSync(`/proc/${pid}/task/${thread}/stat`, 'utf8'))?.[1],
  );
  return states.every((state) => state === 'S');
}
