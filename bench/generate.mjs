// Turns a shape and a size into an input file or folder with a manifest of its contents, cached by a hash of the generators.
import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { messagesOf } from './inputs/log.mjs';
import { SHAPES } from './inputs/shapes.mjs';

/** Ignored by git. */
export const DEFAULT_FOLDER = fileURLToPath(new URL('data', import.meta.url));
const CHARACTERS_A_WRITE = 4 << 20;

/** The input and its manifest; generated unless the cache has it from the same code. */
export function inputOf(folder, name, bytes) {
  const shape = SHAPES[name];
  const label = shape.files === undefined ? `${name}-${Math.round(bytes / 1e6)}mb` : `${name}-${shape.files}`;
  const path = join(folder, shape.files === undefined ? `${label}.jsonl` : label);
  const manifestPath = join(folder, `${label}.manifest.json`);
  const told = {
    name: label,
    path,
    shape: name,
    framing: shape.files === undefined ? (shape.framing ?? 'lines') : 'files',
  };
  if (existsSync(manifestPath) && existsSync(path)) {
    const manifest = JSON.parse(readFileSync(manifestPath, 'utf8'));
    if (manifest.generator === generator()) return { ...told, ...manifest };
  }
  mkdirSync(folder, { recursive: true });
  rmSync(manifestPath, { force: true });
  rmSync(path, { recursive: true, force: true });
  const truth = shape.files === undefined ? writeLog(path, shape, bytes) : writeFiles(path, shape);
  const manifest = { generator: generator(), ...truth };
  writeFileSync(manifestPath, `${JSON.stringify(manifest, null, 2)}\n`);
  return { ...told, ...manifest };
}

function writeLog(path, shape, bytes) {
  const truth = newTruth();
  const unfinished = `${path}.part`;
  const file = openSync(unfinished, 'w');
  let pending = '';
  for (const message of messagesOf(shape)) {
    pending += message.text;
    count(truth, message);
    const isEnough = truth.bytes + pending.length >= bytes;
    if (pending.length < CHARACTERS_A_WRITE && !isEnough) continue;
    const encoded = Buffer.from(pending);
    for (let written = 0; written < encoded.length; ) written += writeSync(file, encoded, written);
    truth.bytes += encoded.length;
    pending = '';
    if (truth.bytes >= bytes) break;
  }
  closeSync(file);
  renameSync(unfinished, path);
  return truth;
}

function writeFiles(folder, shape) {
  const truth = newTruth();
  mkdirSync(folder);
  for (const message of messagesOf(shape)) {
    const path = join(folder, `${String(truth.records).padStart(6, '0')}.json`);
    writeFileSync(path, message.text);
    truth.bytes += Buffer.byteLength(message.text);
    count(truth, message);
    if (truth.records === shape.files) break;
  }
  return truth;
}

const newTruth = () => ({
  bytes: 0,
  records: 0,
  calls: 0,
  segments: 0,
  speechUpdates: 0,
  drifting: 0,
  events: {},
});

/** Counts calls with a speech-update. Each start begins a segment, even if its stop is not in the log. */
function count(truth, { event, first, drifts }) {
  truth.records += 1;
  if (first) truth.calls += 1;
  if (drifts) truth.drifting += 1;
  if (event === undefined) return;
  truth.speechUpdates += 1;
  truth.events[event] = (truth.events[event] ?? 0) + 1;
  if (event.endsWith('started')) truth.segments += 1;
}

/** A change of the generators invalidates the cache. */
export function generator() {
  const hash = createHash('sha256').update(readFileSync(fileURLToPath(import.meta.url)));
  const folder = fileURLToPath(new URL('inputs', import.meta.url));
  const sources = readdirSync(folder, { recursive: true }).filter((file) => file.endsWith('.mjs'));
  for (const file of sources.sort()) hash.update(readFileSync(join(folder, file)));
  return hash.digest('hex').slice(0, 16);
}
