// Runs the README's recipe for several machines, on two hosts: the same output as on one, and nothing lost when one dies.
import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { turnline } from './support/host.ts';
import { canReachHosts, SshHosts } from './support/ssh-hosts.ts';
import { until } from './support/waiting.ts';

const root = mkdtempSync(join(tmpdir(), 'turnline-fleet-'));
const started: SshHosts[] = [];
afterAll(() => {
  for (const hosts of started) hosts.killAll();
  rmSync(root, { recursive: true });
});

const TURNLINE = `exec ${process.execPath} ${resolve('bin/turnline.js')} "$@"`;
const FILES = 3;

/** What the README says to type. */
const [, recipe = ''] =
  /```sh\n([^`]*parallel --sshloginfile[\s\S]*?)```/.exec(readFileSync('README.md', 'utf8')) ?? [];

/** A folder with logs in which every call is spread over files, and what they hold. */
function logsIn(folder: string): void {
  const lines = readFileSync('samples/bike-shop.ndjson', 'utf8').trimEnd().split('\n');
  const size = Math.ceil(lines.length / FILES);
  mkdirSync(join(folder, 'logs'));
  for (let file = 0; file < FILES; file++) {
    const part = lines.slice(file * size, (file + 1) * size);
    writeFileSync(join(folder, 'logs', `${file}.ndjson`), `${part.join('\n')}\n`);
  }
}

interface Job {
  readonly host: string;
  readonly exit: number;
}

function jobsIn(folder: string): Job[] {
  const [, ...rows] = readFileSync(join(folder, 'jobs.tsv'), 'utf8').trimEnd().split('\n');
  return rows.map((row) => {
    const [, host = '', , , , , exit] = row.split('\t');
    return { host, exit: Number(exit) };
  });
}

describe.runIf(canReachHosts())('events on two hosts, by GNU parallel over ssh', () => {
  let folder = '';
  let hosts: SshHosts;
  beforeEach(() => {
    folder = mkdtempSync(join(root, 'run-'));
    hosts = new SshHosts(folder);
    started.push(hosts);
    logsIn(folder);
    writeFileSync(join(folder, 'hosts'), '1/one\n1/two\n');
    mkdirSync(join(folder, 'home'));
    writeFileSync(join(folder, 'home', 'will-cite'), '');
  });

  /** Does what the README says, with more options. */
  function follow(...more: string[]): Promise<{ code: number | null; stdout: string; stderr: string }> {
    const child = spawn('bash', ['-c', recipe.replace('--retries', [...more, '--retries'].join(' '))], {
      cwd: folder,
      env: {
        ...process.env,
        PATH: `${join(folder, 'one')}:${process.env.PATH}`,
        PARALLEL_SSH: hosts.ssh,
        PARALLEL_HOME: join(folder, 'home'),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (chunk) => {
      stdout += chunk;
    });
    child.stderr.on('data', (chunk) => {
      stderr += chunk;
    });
    return new Promise((settle) => child.on('close', (code) => settle({ code, stdout, stderr })));
  }

  /** What is in the slim files is what one machine makes of the logs, record by record, and so is the summary. */
  async function expectWhole(summary: string): Promise<void> {
    const slims = readdirSync(join(folder, 'slim')).filter((name) => name.endsWith('.ndjson'));
    expect(slims).toHaveLength(FILES);
    for (const name of slims) {
      const alone = await turnline(['events', '--times', join('logs', name)], { cwd: folder });
      expect(readFileSync(join(folder, 'slim', name), 'utf8')).toBe(alone.stdout);
    }
    const whole = await turnline(['summary', 'logs'], { cwd: folder });
    expect(summary).toBe(whole.stdout);
  }

  test('print what one machine prints', async () => {
    for (const name of ['one', 'two']) await hosts.start(name, { turnline: TURNLINE });
    const { code, stdout, stderr } = await follow();
    expect({ code, stderr: stderr.replaceAll(/^turnline: note: .*\n/gm, '') }).toEqual({
      code: 0,
      stderr: '',
    });
    await expectWhole(stdout);
    const jobs = jobsIn(folder);
    expect(jobs.map(({ exit }) => exit)).toEqual(Array(FILES).fill(0));
    expect(new Set(jobs.map(({ host }) => host))).toEqual(new Set(['one', 'two']));
  });

  test('a host that dies in mid-run loses no record and doubles none', async () => {
    await hosts.start('one', { turnline: TURNLINE });
    // Its first log stalls after half of it, as on a disk that fails; the log is the last word of the command line.
    const half = Math.floor(statSync(join(folder, 'logs', '0.ndjson')).size / 2);
    await hosts.start('two', {
      'turnline-itself': TURNLINE,
      turnline: `for log; do :; done; { head -c ${half} "$log"; echo "$log" > ${folder}/stalled; sleep 60; } | turnline-itself events --times -`,
    });
    const ended = follow();
    const stalled = join(folder, 'stalled');
    await until(() => existsSync(stalled) && readFileSync(stalled, 'utf8').endsWith('\n'));
    const partial = join(folder, 'slim', readFileSync(stalled, 'utf8').trim().replace('logs/', ''));
    // Half of the records have come over.
    await until(() => existsSync(partial) && statSync(partial).size > 0);
    hosts.kill('two');
    const { code, stdout } = await ended;
    expect(code).toBe(0);
    await expectWhole(stdout);
    const done = jobsIn(folder).filter(({ exit }) => exit === 0);
    expect(done.map(({ host }) => host)).toEqual(Array(FILES).fill('one'));
  });

  test('a log that no host can read stops the rest, until it is there and the run resumed', async () => {
    await hosts.start('one', { turnline: TURNLINE });
    writeFileSync(join(folder, 'hosts'), '2/one\n');
    const [log, away] = [join(folder, 'logs', '2.ndjson'), join(folder, 'away')];
    renameSync(log, away);
    symlinkSync(join(folder, 'not-mounted'), log);
    const stopped = await follow();
    expect(stopped.code).toBe(1);
    expect(stopped.stdout).toBe('');
    expect(jobsIn(folder).map(({ exit }) => exit)).toEqual(expect.arrayContaining([0, 0, 1]));
    rmSync(log);
    renameSync(away, log);
    const { code, stdout } = await follow('--resume-failed');
    expect(code).toBe(0);
    await expectWhole(stdout);
  });
});
