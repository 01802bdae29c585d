// Turns a read that may have nothing yet, of a descriptor that does not block, into one that waits until it has or is interrupted.
import { setTimeout } from 'node:timers/promises';

/** Not everything can tell when it has more: devices and what the kernel shows as files are asked again after so long. */
const PAUSE_MS = 50;

/** 0 at the end, and once `interrupt` fires. A read that blocks could not be given up, and would outlive the run. */
export async function patientRead(read: () => number, interrupt: AbortSignal): Promise<number> {
  while (!interrupt.aborted) {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) throw error;
    }
    await setTimeout(PAUSE_MS, undefined, { signal: interrupt }).catch(() => {});
  }
  return 0;
}

/** What `read` puts into its buffer, piece by piece: each is good until the next is asked for. */
export async function* patientChunks(
  read: (buffer: Buffer) => number,
  interrupt: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const buffer = Buffer.allocUnsafeSlow(1 << 16);
  for (;;) {
    const length = await patientRead(() => read(buffer), interrupt);
    if (length === 0) return;
    yield buffer.subarray(0, length);
  }
}
