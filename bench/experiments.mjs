// Turns the lists of comparisons into rows of results, one experiment after another.
import { mustAgree } from './agree.mjs';
import { inputOf } from './generate.mjs';
import { measure, measureStart } from './measure.mjs';
import { PEERS } from './peers.mjs';
import { ONE_PAYLOAD } from './program.mjs';
import { alternate, median, quotients, warm } from './rounds.mjs';

const MB = 1e6;

/** Each experiment takes a row of comparisons.mjs and adds its samples and quotients. */
export function experiments({ folder, scale, rounds, startRounds, contract, tell }) {
  const samples = new Map();
  const agreed = new Set();

  const input = (shape, mb) => inputOf(folder, shape, mb * MB * scale);
  const command = (peer, on) => peer.command({ ...on, contract });

  /** Other programs may have pushed the input out of the page cache. */
  async function sample(peer, on) {
    warm(on.path);
    const taken = await measure(command(peer, on));
    const key = `${peer.id} on ${on.name}`;
    samples.set(key, [...(samples.get(key) ?? []), taken]);
    return taken;
  }

  /** Once for each pair, before it is timed. */
  async function agree(peer, on) {
    const key = `${peer.id} on ${on.name}`;
    if (agreed.has(key)) return;
    await mustAgree(peer, command(peer, on), on);
    agreed.add(key);
  }

  async function ratio(row) {
    const [own, peer] = [PEERS.get(row.own), PEERS.get(row.peer)];
    const on = input(row.shape, row.mb);
    for (const each of [own, peer]) await agree(each, on);
    tell(`${row.own} against ${row.peer} on ${on.name}`);
    const [ours, theirs] = await alternate([() => sample(own, on), () => sample(peer, on)], rounds);
    return { ...row, input: on, ours, theirs, ...bothTimes(theirs, ours) };
  }

  async function alike(row) {
    const own = PEERS.get(row.own);
    const [on, than] = [input(row.shape, row.mb), input(row.than, row.mb)];
    tell(`${row.own} on ${on.name} and on ${than.name}`);
    const [ours, theirs] = await alternate([() => sample(own, on), () => sample(own, than)], rounds);
    const bytes = on.bytes / than.bytes;
    const { cpu, wall } = bothTimes(ours, theirs);
    return {
      ...row,
      input: on,
      ours,
      theirs,
      cpu: cpu.map((it) => it / bytes),
      wall: wall.map((it) => it / bytes),
    };
  }

  async function peak(row) {
    const on = input(row.shape, row.mb);
    const key = `${row.own} on ${on.name}`;
    if (!samples.has(key)) await sample(PEERS.get(row.own), on);
    const peaks = samples.get(key).map(({ peakBytes }) => peakBytes);
    return { ...row, input: on, peaks: peaks.includes(null) ? [] : peaks.sort((a, b) => a - b) };
  }

  async function start(row) {
    tell(`${row.own} against ${row.peer}, from start to end`);
    const runs = [row.own, row.peer].map((id) => command(PEERS.get(id), { path: ONE_PAYLOAD }));
    const [ours, theirs] = await alternate(
      runs.map((run) => () => measureStart(run)),
      startRounds,
    );
    return { ...row, ours, theirs, wall: quotients(ours, theirs, 'ms') };
  }

  async function doubling(row) {
    const own = PEERS.get(row.own);
    const inputs = row.mbs.map((mb) => input(row.shape, mb));
    tell(`${row.own} on ${inputs.map(({ name }) => name).join(', ')}`);
    const columns = await alternate(
      inputs.map((on) => () => sample(own, on)),
      rounds,
    );
    const steps = columns.slice(1).map((column, index) => bothTimes(column, columns[index]));
    const worst = steps.sort((a, b) => median(a.cpu) - median(b.cpu)).at(-1);
    return { ...row, inputs, ours: columns.at(-1), ...worst };
  }

  return { ratio, threads: ratio, alike, peak, start, doubling };
}

function bothTimes(above, below) {
  return { cpu: quotients(above, below, 'cpuMs'), wall: quotients(above, below, 'ms') };
}
