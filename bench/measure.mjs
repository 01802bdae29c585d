// Turns a command into its wall time, its processor time and its peak memory.
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

/** GNU time reads the peak of the child from wait4. Its own image is small, so the child inherits no peak. */
const GNU_TIME = ['/usr/bin/time', 'gtime'].find((file) => {
  const { status, stderr } = spawnSync(file, ['-f', '%M', 'true'], { encoding: 'utf8' });
  return status === 0 && /^\d+\s*$/.test(stderr);
});
/** Bash measures processor time of the child and its children to 1 ms, GNU time to 10 ms. */
const BASH = 'exec 3>&2; TIMEFORMAT="%3U %3S"; { time "$@" 2>&3; } 2>"$0"';
const KIB = 1024;

export const METHOD = `time of bash${GNU_TIME === undefined ? '; peak memory: not here' : '; peak memory: ru_maxrss of wait4, by GNU time'}`;

/** Standard output goes to /dev/null. `cpuMs` is user and system time; `peakBytes` is null without GNU time. */
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

/** Without a shell in between, for programs that end within milliseconds. */
export function measureStart([file, args]) {
  const begun = performance.now();
  const { status, stderr } = spawnSync(file, args, { stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' });
  const ms = performance.now() - begun;
  if (status !== 0) throw new Error(failure([file, args], status, stderr));
  return { ms };
}

/** Without folder names, since the results may quote it. */
export function failure([file, args], code, complaint) {
  const words = [file, ...args.slice(0, 8)].map((word) => basename(word)).join(' ');
  return `${words} ended with ${code}: ${complaint.trim().split('\n').at(-1)}`;
}
