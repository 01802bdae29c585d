// Turns a command into how long it took, how much processor it used, and how much memory it held at most.
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

/** GNU time asks the kernel (wait4) about the whole child. Its own image is small, so the child inherits no peak. */
const GNU_TIME = ['/usr/bin/time', 'gtime'].find((file) => {
  const { status, stderr } = spawnSync(file, ['-f', '%M', 'true'], { encoding: 'utf8' });
  return status === 0 && /^\d+\s*$/.test(stderr);
});
const SAMPLE_MS = 10;
const KIB = 1024;

export const MEMORY_METHOD =
  GNU_TIME === undefined ? `VmHWM, sampled each ${SAMPLE_MS} ms` : 'ru_maxrss of wait4, by GNU time';

/** Standard output goes to /dev/null, for every command the same. `cpuMs` and `peakBytes` may be null. */
export async function measure([file, args]) {
  const report = join(tmpdir(), `turnline-bench-${process.pid}.time`);
  const [program, words] =
    GNU_TIME === undefined ? [file, args] : [GNU_TIME, ['-q', '-o', report, '-f', '%M %U %S', file, ...args]];
  const begun = performance.now();
  const child = spawn(program, words, { stdio: ['ignore', 'ignore', 'pipe'] });
  const complaints = [];
  child.stderr.on('data', (chunk) => complaints.push(chunk));
  const sampled = GNU_TIME === undefined ? samplePeak(child) : undefined;
  const code = await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
  const ms = performance.now() - begun;
  if (code !== 0) throw new Error(failure([file, args], code, Buffer.concat(complaints).toString()));
  if (GNU_TIME === undefined) return { ms, cpuMs: null, peakBytes: sampled() };
  const [peak, user, system] = readFileSync(report, 'utf8').trim().split(' ').map(Number);
  rmSync(report);
  return { ms, cpuMs: (user + system) * 1000, peakBytes: peak * KIB };
}

/** For what ends within milliseconds: nothing stands between. */
export function measureStart([file, args]) {
  const begun = performance.now();
  const { status, stderr } = spawnSync(file, args, { stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' });
  const ms = performance.now() - begun;
  if (status !== 0) throw new Error(failure([file, args], status, stderr));
  return { ms, cpuMs: null, peakBytes: null };
}

/** Named without folders: it may come to stand in the results. */
export function failure([file, args], code, complaint) {
  const words = [file, ...args].map((word) => basename(word)).join(' ');
  return `${words} ended with ${code}: ${complaint.trim().split('\n').at(-1)}`;
}

function samplePeak(child) {
  let peak = null;
  const timer = setInterval(() => {
    try {
      const kib = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1];
      if (kib !== undefined) peak = Math.max(peak ?? 0, Number(kib) * KIB);
    } catch {
      // No /proc here, or the process is over.
    }
  }, SAMPLE_MS);
  return () => {
    clearInterval(timer);
    return peak;
  };
}
