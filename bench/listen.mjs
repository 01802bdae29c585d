// Turns a server under load, and under SIGKILL, into figures: how soon it answers, and whether anything is lost or doubled.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '5000' },
    connections: { type: 'string', default: '200' },
    bytes: { type: 'string', default: '20000' },
    kills: { type: 'string', default: '20' },
    fsync: { type: 'string', default: 'interval,always,never' },
    json: { type: 'boolean', default: false },
  },
});
const [requests, connections, bytes, kills] = [
  values.requests,
  values.connections,
  values.bytes,
  values.kills,
].map(Number);
const BIN = fileURLToPath(new URL('../bin/turnline.js', import.meta.url));
const MODES = values.fsync.split(',').filter((mode) => mode !== '');
const CALLS = 50;

const TRANSCRIPT =
  'AI: Grüß Gott, the "City" bike is ready; shall I book you in for Thursday at ten?\nUser: Yes, please.\n'.repeat(
    bytes / 50,
  );
/** Made ahead, so that making them is no part of what is measured. */
const BODIES = new Map();

function bodyOf(n) {
  const known = BODIES.get(n);
  if (known !== undefined) return known;
  const body = newBody(n);
  BODIES.set(n, body);
  return body;
}

/** A speech-update of the size that Vapi's have, unlike every other. */
function newBody(n) {
  const call = n % CALLS;
  const turn = Math.floor(n / CALLS);
  const message = {
    timestamp: 1_786_000_000_000 + turn * 2_000 + call,
    type: 'speech-update',
    status: turn % 2 === 0 ? 'started' : 'stopped',
    role: turn % 4 < 2 ? 'user' : 'assistant',
    turn: Math.floor(turn / 4),
    artifact: { messages: [], transcript: '' },
    call: {
      id: `call-${call}`,
      orgId: 'org',
      createdAt: '2026-08-18T09:00:00.000Z',
      updatedAt: '2026-08-18T09:00:00.000Z',
    },
  };
  const short = JSON.stringify({ message }).length;
  message.artifact.transcript = `${n}: ${TRANSCRIPT.slice(0, Math.max(1, Math.floor((bytes - short) / 1.075)))}`;
  return Buffer.from(JSON.stringify({ message }));
}

const digestOf = (body) => createHash('sha256').update(body).digest('hex');

async function start(folder, fsync, port = 0) {
  const args = ['listen', '--port', String(port), '--fsync', fsync, '--out', 'a.ndjson', '--format', 'tsv'];
  const child = spawn(process.execPath, [BIN, ...args], { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  let stderr = '';
  const url = await new Promise((resolve, reject) => {
    child.stderr.on('data', (chunk) => {
      stderr += chunk;
      const [, found] = /listening on (\S+)\n/.exec(stderr) ?? [];
      if (found !== undefined) resolve(found);
    });
    child.on('exit', () => reject(new Error(stderr)));
  });
  const ended = new Promise((resolve) => child.on('close', (code) => resolve({ code, stderr })));
  return { url, kill: (signal) => child.kill(signal), ended };
}

/** A server that reads bodies and answers, and does nothing else: what the load itself costs here. */
async function startBare() {
  const script = `require('node:http').createServer((request, response) => {
    request.resume().on('end', () => response.end('{}'));
  }).listen(0, '127.0.0.1', function () { console.log('http://127.0.0.1:' + this.address().port); })`;
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  const url = await new Promise((resolve) =>
    child.stdout.once('data', (text) => resolve(String(text).trim())),
  );
  return { url, kill: () => child.kill('SIGKILL') };
}

function post(url, agent, body) {
  return new Promise((resolve) => {
    const from = performance.now();
    const asked = request(
      url,
      { method: 'POST', agent, headers: { 'Content-Length': body.length } },
      (response) => {
        response.resume();
        response.on('end', () => resolve({ status: response.statusCode, ms: performance.now() - from }));
        response.on('error', () => resolve({ status: 0 }));
      },
    );
    asked.on('error', () => resolve({ status: 0 }));
    asked.end(body);
  });
}

/** Bursts of as many requests as there are connections; gives the numbers of those that were acknowledged. */
async function load(url, { from = 0, until = () => false, onAcknowledged = () => {} } = {}) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const [times, acknowledged] = [[], []];
  for (let n = from; n < from + requests; n++) bodyOf(n);
  const began = performance.now();
  for (let first = from; first < from + requests && !until(); first += connections) {
    const burst = Array.from(
      { length: Math.min(connections, from + requests - first) },
      (_, index) => first + index,
    );
    await Promise.all(
      burst.map(async (n) => {
        const { status, ms } = await post(url, agent, bodyOf(n));
        if (status !== 200) return;
        acknowledged.push(n);
        times.push(ms);
        onAcknowledged(acknowledged.length);
      }),
    );
  }
  const tookMs = performance.now() - began;
  agent.destroy();
  return { acknowledged, times: times.sort((a, b) => a - b), tookMs };
}

/** How often each body is in the capture, by its digest. Throws where a record is not whole. */
function countsIn(folder) {
  const counts = new Map();
  const names = readdirSync(folder).filter((name) => !name.endsWith('.torn'));
  for (const name of names) {
    const capture = readFileSync(join(folder, name));
    for (let at = 0; at < capture.length; ) {
      const end = capture.indexOf(0x0a, at);
      if (end < 0) throw new Error(`${name} ends in a torn record`);
      const line = capture.subarray(at, end);
      JSON.parse(line.toString());
      const head = line.indexOf('"body":') + '"body":'.length;
      const digest = digestOf(line.subarray(head, line.length - 1));
      counts.set(digest, (counts.get(digest) ?? 0) + 1);
      at = end + 1;
    }
  }
  return counts;
}

const rank = (sorted, share) => sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
const lostOf = (numbers, counts) => numbers.filter((n) => !counts.has(digestOf(bodyOf(n)))).length;
const doubledOf = (counts) => [...counts.values()].filter((count) => count > 1).length;

async function inFolder(work) {
  const folder = mkdtempSync(join(tmpdir(), 'turnline-bench-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function underLoad(fsync) {
  return inFolder(async (folder) => {
    const server = await start(folder, fsync);
    const { acknowledged, times, tookMs } = await load(server.url);
    server.kill('SIGTERM');
    const { code } = await server.ended;
    const counts = countsIn(folder);
    return {
      fsync,
      requests,
      acknowledged: acknowledged.length,
      stored: counts.size,
      lost: lostOf(acknowledged, counts),
      doubled: doubledOf(counts),
      exit: code,
      perSecond: Math.round((acknowledged.length / tookMs) * 1000),
      p50Ms: rank(times, 0.5),
      p99Ms: rank(times, 0.99),
      maxMs: rank(times, 1),
    };
  });
}

/** Kills the server in the midst of a load, again and again, on one file. */
function underKills() {
  return inFolder(async (folder) => {
    const acknowledged = [];
    let torn = 0;
    for (let round = 0; round < kills; round++) {
      for (let n = 0; n < requests; n++) bodyOf(round * requests + n);
      const server = await start(folder, 'always');
      let killed = false;
      // In the midst of another burst each time, with the others of the burst still open.
      const last = 1 + ((round * 137) % Math.ceil(requests * 0.8));
      const result = await load(server.url, {
        from: round * requests,
        until: () => killed,
        onAcknowledged: (count) => {
          if (count === last) killed = server.kill('SIGKILL');
        },
      });
      acknowledged.push(...result.acknowledged);
      torn += (await server.ended).stderr.includes('torn record') ? 1 : 0;
    }
    const last = await start(folder, 'always');
    last.kill('SIGTERM');
    torn += (await last.ended).stderr.includes('torn record') ? 1 : 0;
    const counts = countsIn(folder);
    const lost = lostOf(acknowledged, counts);
    return {
      kills,
      acknowledged: acknowledged.length,
      stored: counts.size,
      lost,
      doubled: doubledOf(counts),
      torn,
    };
  });
}

async function bare() {
  const server = await startBare();
  const { times, tookMs } = await load(server.url);
  server.kill();
  return {
    perSecond: Math.round((times.length / tookMs) * 1000),
    p50Ms: rank(times, 0.5),
    p99Ms: rank(times, 0.99),
  };
}

const reference = MODES.length > 0 ? await bare() : null;
const loads = [];
for (const mode of MODES) loads.push(await underLoad(mode));
const killed = kills > 0 ? await underKills() : null;
if (values.json) console.log(JSON.stringify({ reference, loads, killed }));
else {
  if (reference !== null)
    console.log(
      `a bare node:http that stores nothing: ${reference.perSecond}/s, answer p50 ${reference.p50Ms.toFixed(1)} ms, p99 ${reference.p99Ms.toFixed(1)} ms`,
    );
  for (const one of loads) {
    const [p50, p99, max] = [one.p50Ms, one.p99Ms, one.maxMs].map((ms) => `${ms.toFixed(1)} ms`);
    console.log(
      `--fsync ${one.fsync}: ${one.requests} requests of ${bytes} bytes over ${connections} connections, ${one.perSecond}/s, answer p50 ${p50}, p99 ${p99}, max ${max}; ${one.lost} lost, ${one.doubled} doubled`,
    );
  }
  if (killed !== null)
    console.log(
      `killed ${killed.kills} times: ${killed.acknowledged} acknowledged, ${killed.stored} stored, ${killed.lost} lost, ${killed.doubled} doubled, ${killed.torn} torn ends put aside`,
    );
}
