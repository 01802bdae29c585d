// Turns the lists of comparisons into rows of results, one experiment after another.
import { mustAgree } from './agree.mjs';
import { inputOf } from './generate.mjs';
import { SHAPES } from './inputs/shapes.mjs';
import { measure, measureStart } from './measure.mjs';
import { PEERS } from './peers.mjs';
import { ONE_PAYLOAD } from './program.mjs';
import { alternate, median, quotients, warm } from './rounds.mjs';

/** `setting` is { folder, size, rounds, startRounds, contract, tell }. Each experiment gives a row. */
export function experiments(setting) {
  const { folder, size, rounds, startRounds, contract, tell } = setting;
  const samples = new Map();
  const agreed = new Set();

  const input = (shape, limit) => inputOf(folder, shape, limit ?? SHAPES[shape].limits[size]);
  const command = (peer, { path }) => peer.command({ path, contract });

  /** What lay still while another program ran may have left the page cache. */
  async function sample(peer, on) {
    warm(on.path);
    const taken = await measure(command(peer, on));
    const key = `${peer.id} on ${on.name}`;
    samples.set(key, [...(samples.get(key) ?? []), taken]);
    return taken;
  }

  /** Once for each pair, before anything of it is timed. */
  async function agree(peer, on) {
    const key = `${peer.id} on ${on.name}`;
    if (agreed.has(key)) return;
    tell(`${key}: counts`);
    await mustAgree(peer, command(peer, on), on);
    agreed.add(key);
  }

  async function ratio(row) {
    const [own, peer] = [PEERS.get(row.own), PEERS.get(row.peer)];
    const on = input(row.shape, row[size]);
    for (const each of [own, peer]) await agree(each, on);
    tell(`${row.own} against ${row.peer} on ${on.name}`);
    const [ours, theirs] = await alternate([() => sample(own, on), () => sample(peer, on)], rounds);
    return { ...row, input: on, values: quotients(theirs, ours), ours, theirs };
  }

  async function peak(row) {
    const on = input(row.shape);
    const key = `${row.own} on ${on.name}`;
    if (!samples.has(key)) await sample(PEERS.get(row.own), on);
    const peaks = samples.get(key).map(({ peakBytes }) => peakBytes);
    return { ...row, input: on, values: peaks.includes(null) ? [] : peaks.sort((a, b) => a - b) };
  }

  async function start(row) {
    tell(`${row.own} against ${row.peer}, from start to end`);
    const runs = [row.own, row.peer].map((id) => command(PEERS.get(id), { path: ONE_PAYLOAD }));
    const [ours, theirs] = await alternate(
      runs.map((run) => () => measureStart(run)),
      startRounds,
    );
    return { ...row, values: quotients(ours, theirs), ours, theirs };
  }

  async function doubling(row) {
    const own = PEERS.get(row.own);
    const inputs = row[size].map((limit) => input(row.shape, limit));
    tell(`${row.own} on ${inputs.map(({ name }) => name).join(', ')}`);
    const columns = await alternate(
      inputs.map((on) => () => sample(own, on)),
      rounds,
    );
    const steps = columns.slice(1).map((column, index) => quotients(column, columns[index]));
    const values = steps.sort((a, b) => median(a) - median(b)).at(-1);
    return { ...row, inputs, values, times: columns.map((column) => median(column.map(({ ms }) => ms))) };
  }

  return { ratio, peak, start, doubling };
}
