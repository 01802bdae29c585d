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
/** Bash gives the time of the child and of its children to the millisecond, GNU time only to 10 ms. */
const BASH = 'exec 3>&2; TIMEFORMAT="%3U %3S"; { time "$@" 2>&3; } 2>"$0"';
const KIB = 1024;

export const METHOD = `time of bash${GNU_TIME === undefined ? '; peak memory: not here' : '; peak memory: ru_maxrss of wait4, by GNU time'}`;

/** Standard output goes to /dev/null, for every command the same. `cpuMs` is user and system; `peakBytes` may be null. */
export async function measure([file, args]) {
  const report = join(tmpdir(), `turnline-bench-${process.pid}`);
  const [times, peak] = [`${report}.time`, `${report}.peak`];
  const asked = GNU_TIME === undefined ? [] : [GNU_TIME, '-q', '-o', peak, '-f', '%M'];
  const begun = performance.now();
  const child = spawn('bash', ['-c', BASH, times, ...asked, file, ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const complaints = [];
  child.stderr.on('data', (chunk) => complaints.push(chunk));
  const code = await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
  const ms = performance.now() - begun;
  if (code !== 0) throw new Error(failure([file, args], code, Buffer.concat(complaints).toString()));
  const [user, system] = read(times).split(' ').map(Number);
  return {
    ms,
    cpuMs: (user + system) * 1000,
    peakBytes: GNU_TIME === undefined ? null : Number(read(peak)) * KIB,
  };
}

function read(path) {
  const text = readFileSync(path, 'utf8').trim().replaceAll(',', '.');
  rmSync(path);
  return text;
}

/** For what ends within milliseconds: nothing stands between. */
export function measureStart([file, args]) {
  const begun = performance.now();
  const { status, stderr } = spawnSync(file, args, { stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' });
  const ms = performance.now() - begun;
  if (status !== 0) throw new Error(failure([file, args], status, stderr));
  return { ms };
}

/** Named without folders: it may come to stand in the results. */
export function failure([file, args], code, complaint) {
  const words = [file, ...args.slice(0, 8)].map((word) => basename(word)).join(' ');
  return `${words} ended with ${code}: ${complaint.trim().split('\n').at(-1)}`;
}
