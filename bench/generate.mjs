// Turns a folder into one with the inputs of the benchmark, each beside a manifest of what is in it.
import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { messagesOf } from './inputs/log.mjs';
import { SHAPES } from './inputs/shapes.mjs';

export const DEFAULT_FOLDER = join(tmpdir(), 'turnline-bench');
const MESSAGES_A_WRITE = 64;

/** The input of that shape and size with its manifest; made unless it is there already, by this same code. */
export function inputOf(folder, shape, limit) {
  const [[unit, amount]] = Object.entries(limit);
  const name = `${shape}-${amount}${unit === 'megabytes' ? 'mb' : ''}`;
  const path = join(folder, `${name}.jsonl`);
  const manifestPath = join(folder, `${name}.manifest.json`);
  if (existsSync(manifestPath) && existsSync(path)) {
    const manifest = JSON.parse(readFileSync(manifestPath, 'utf8'));
    if (manifest.generator === generator() && manifest.bytes === statSync(path).size) {
      return { name, path, ...manifest };
    }
  }
  mkdirSync(folder, { recursive: true });
  const manifest = { generator: generator(), shape, limit, ...write(path, SHAPES[shape], limit) };
  writeFileSync(manifestPath, `${JSON.stringify(manifest, null, 2)}\n`);
  return { name, path, ...manifest };
}

/** Calls are those with a speech-update. A segment is begun by each start, also one whose stop is not in the log. */
function write(path, shape, { megabytes, records }) {
  const truth = { bytes: 0, records: 0, calls: 0, segments: 0, speechUpdates: 0, events: {} };
  const isEnough = () => (records ? truth.records >= records : truth.bytes >= megabytes * 1e6);
  const file = openSync(path, 'w');
  let pending = '';
  for (const { text, event, first } of messagesOf(shape)) {
    pending += text;
    truth.records += 1;
    if (first) truth.calls += 1;
    if (event !== undefined) {
      truth.speechUpdates += 1;
      truth.events[event] = (truth.events[event] ?? 0) + 1;
    }
    if (truth.records % MESSAGES_A_WRITE !== 0) continue;
    truth.bytes += writeSync(file, pending);
    pending = '';
    if (isEnough()) break;
  }
  closeSync(file);
  truth.segments = truth.events['user started'] + truth.events['assistant started'];
  return truth;
}

/** Inputs of other code are other inputs. */
function generator() {
  const hash = createHash('sha256').update(readFileSync(fileURLToPath(import.meta.url)));
  const folder = new URL('inputs/', import.meta.url);
  for (const file of readdirSync(folder).sort()) hash.update(readFileSync(new URL(file, folder)));
  return hash.digest('hex').slice(0, 16);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const small = process.argv.includes('--small');
  const folder = process.argv.slice(2).find((word) => !word.startsWith('--')) ?? DEFAULT_FOLDER;
  for (const [shape, { limits }] of Object.entries(SHAPES)) {
    const input = inputOf(folder, shape, small ? limits.small : limits.full);
    console.log(`${input.path}: ${input.records} records, ${input.calls} calls, ${input.segments} segments`);
  }
}
