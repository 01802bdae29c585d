// Turns the checkout into a built turnline to run, and its contract into one schema for other validators.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));
export const TURNLINE = join(ROOT, 'bin/turnline.js');
export const ONE_PAYLOAD = join(ROOT, 'samples/one-payload.json');

/** Builds where the source is newer than what was built. */
export function build() {
  const built = join(ROOT, 'dist/main.js');
  const src = join(ROOT, 'src');
  const sources = readdirSync(src, { recursive: true }).map((file) => join(src, file));
  const builtMs = existsSync(built) ? statSync(built).mtimeMs : 0;
  if (!sources.some((file) => statSync(file).mtimeMs > builtMs)) return;
  const { status } = spawnSync('npm', ['run', 'build'], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) throw new Error('cannot build turnline: run npm ci in the checkout, then try again');
}

/** The schema of the document, `{"message": …}`, with every file of the contract inside. */
export function writeContract(folder) {
  const schemas = join(ROOT, 'schemas');
  const files = readdirSync(schemas).filter((file) => file.endsWith('.schema.json'));
  const { message } = JSON.parse(readFileSync(join(schemas, 'contract.json'), 'utf8'));
  const definitions = Object.fromEntries(
    files.map((file) => [file, JSON.parse(readFileSync(join(schemas, file), 'utf8'))]),
  );
  const root = definitions[`${message}.schema.json`];
  const document = {
    $schema: root.$schema,
    $id: new URL('document.schema.json', root.$id).href,
    type: 'object',
    required: ['message'],
    properties: { message: { $ref: root.$id } },
    definitions,
  };
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'contract.json');
  writeFileSync(path, JSON.stringify(document));
  return path;
}
