// Turns ports of this machine into hosts that ssh reaches, each with an sshd, a key and programs of its own.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { chmodSync, copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';

/** sshd wants to be called by its whole path. */
const SSHD = '/usr/sbin/sshd';

export class SshHosts {
  readonly #folder: string;
  readonly #servers = new Map<string, ChildProcess>();
  /** The command line of an ssh that knows these hosts. */
  readonly ssh: string;

  constructor(folder: string) {
    this.#folder = folder;
    this.ssh = `ssh -F ${join(folder, 'ssh.conf')}`;
    // As root, sshd gives up its rights in here.
    if (process.getuid?.() === 0) mkdirSync('/run/sshd', { recursive: true });
    for (const key of ['hostkey', 'key'])
      execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', join(folder, key)]);
    copyFileSync(join(folder, 'key.pub'), join(folder, 'authorized_keys'));
    this.#configure('ssh.conf', [
      'Host *',
      'HostName 127.0.0.1',
      `IdentityFile ${join(folder, 'key')}`,
      'IdentitiesOnly yes',
      'StrictHostKeyChecking no',
      'UserKnownHostsFile /dev/null',
      'LogLevel ERROR',
      'ConnectTimeout 5',
    ]);
  }

  /** Starts a host on which `programs` are found by their names. */
  async start(name: string, programs: Readonly<Record<string, string>>): Promise<void> {
    const port = await freePort();
    const bin = join(this.#folder, name);
    mkdirSync(bin, { recursive: true });
    for (const [program, script] of Object.entries(programs)) {
      writeFileSync(join(bin, program), `#!/bin/sh\n${script}\n`);
      chmodSync(join(bin, program), 0o755);
    }
    const config = this.#configure(`${name}.conf`, [
      'ListenAddress 127.0.0.1',
      `Port ${port}`,
      `HostKey ${join(this.#folder, 'hostkey')}`,
      `AuthorizedKeysFile ${join(this.#folder, 'authorized_keys')}`,
      'PidFile none',
      'StrictModes no',
      'UsePAM no',
      'PasswordAuthentication no',
      // A home without files that a shell reads first: those of whoever runs the tests may take long.
      `SetEnv PATH=${bin}:${process.env.PATH} HOME=${bin}`,
    ]);
    this.#configure('ssh.conf', [`Host ${name}`, `Port ${port}`], 'a');
    const server = spawn(SSHD, ['-D', '-e', '-f', config], { stdio: ['ignore', 'ignore', 'pipe'] });
    this.#servers.set(name, server);
    let said = '';
    await new Promise<void>((resolve, reject) => {
      server.stderr?.on('data', (chunk) => {
        said += chunk;
        if (said.includes('Server listening')) resolve();
      });
      server.once('error', reject);
      server.once('close', () => reject(new Error(`sshd ended: ${said}`)));
    });
  }

  /** As if the power failed: the server, and whatever runs for those who are logged in. */
  kill(name: string): void {
    const server = this.#servers.get(name);
    if (server?.pid === undefined) return;
    this.#servers.delete(name);
    for (const pid of familyOf(server.pid)) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // It ended by itself.
      }
    }
  }

  killAll(): void {
    for (const name of [...this.#servers.keys()]) this.kill(name);
  }

  #configure(name: string, lines: readonly string[], flag: 'w' | 'a' = 'w'): string {
    const path = join(this.#folder, name);
    writeFileSync(path, `${lines.join('\n')}\n`, { flag });
    return path;
  }
}

/** Whether the test can be run; with CI=true it must be. */
export function canReachHosts(): boolean {
  const missing = ['ssh', 'ssh-keygen', 'parallel', SSHD].filter((program) => !isInstalled(program));
  if (missing.length === 0) return true;
  if (process.env.CI === 'true') throw new Error(`not installed: ${missing.join(', ')}`);
  return false;
}

function isInstalled(program: string): boolean {
  try {
    execFileSync('sh', ['-c', `command -v ${program}`], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** A process and all that it started, and those started, itself first. */
function familyOf(root: number): number[] {
  const rows = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((row) => row.trim().split(/\s+/).map(Number));
  const family = [root];
  for (const parent of family) for (const [pid = 0, ppid] of rows) if (ppid === parent) family.push(pid);
  return family;
}

/** Below those that systems give out, so that no server of another test takes over the port of a host that died. */
const PORTS = { from: 20_000, to: 32_000 };

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(freePort()));
    server.listen(randomInt(PORTS.from, PORTS.to), '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
