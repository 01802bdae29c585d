// Turns a run of a peer into a verdict: whether it counted in the input what is in it.
import { spawn } from 'node:child_process';
import { closeSync, createReadStream, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { isDeepStrictEqual } from 'node:util';
import { failure } from './measure.mjs';
import { TALLIES } from './tallies.mjs';

/** Fails where the peer's facts are not those of the manifest: what counts otherwise does other work. */
export async function mustAgree(peer, command, input) {
  const facts = await factsOf(peer, command);
  for (const [name, value] of Object.entries(facts)) {
    if (isDeepStrictEqual(value, input[name])) continue;
    const [told, truth] = [value, input[name]].map((fact) => JSON.stringify(fact));
    throw new Error(`${peer.id} finds in ${input.name} ${name} ${told}, not ${truth}`);
  }
}

/** Through a file: what opens /dev/stdout by its name cannot open the socket that a child of Node's has there. */
async function factsOf(peer, [file, args]) {
  const tally = TALLIES[peer.tally]();
  const printed = join(tmpdir(), `turnline-bench-${process.pid}.out`);
  const output = openSync(printed, 'w');
  try {
    const child = spawn(file, args, { stdio: ['ignore', output, 'pipe'] });
    const complaints = [];
    child.stderr.on('data', (chunk) => complaints.push(chunk));
    const code = await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
    const complaint = Buffer.concat(complaints).toString();
    if (code !== 0) throw new Error(failure([file, args], code, complaint));
    for await (const line of createInterface({ input: createReadStream(printed) })) tally.line(line);
    if (peer.tellsOnStderr) for (const line of complaint.split('\n')) tally.line(line);
  } finally {
    closeSync(output);
    rmSync(printed);
  }
  return tally.facts();
}
