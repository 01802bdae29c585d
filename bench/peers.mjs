// Lists the programs that are measured, with their command lines.
import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { arch, platform } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NATIVE } from './native.mjs';
import { TURNLINE } from './program.mjs';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const node = (script, ...words) => [process.execPath, [here(script), ...words]];
const turnline = (...words) => [process.execPath, [TURNLINE, ...words]];

const FIELDS =
  'select(.message.type == "speech-update") | .message | [.call.id, .role, .status, .turn, .timestamp] | @tsv';
const JOINED =
  'foreach (inputs | .log) as $log ({text: ""}; (.text + $log) as $text | if $text | endswith("\\n") then {text: "", whole: $text} else {text: $text} end; .whole | values) | fromjson';
/** The arguments before the path, by framing. */
const JQ = {
  lines: ['-r', FIELDS],
  pretty: ['-r', FIELDS],
  files: ['-r', FIELDS],
  pino: ['-r', `.body | fromjson | ${FIELDS}`],
  'pino-object': ['-r', `.body | ${FIELDS}`],
  cloudwatch: ['-r', `.message | fromjson | ${FIELDS}`],
  docker: ['-nr', `${JOINED} | ${FIELDS}`],
};

const CPU = arch() === 'x64' ? 'x86_64' : arch();
const SOURCEMETA = here(
  `node_modules/@sourcemeta/jsonschema/build/github-releases/jsonschema-${platform()}-${CPU}`,
);

/** The arguments of turnline for each work. */
export const WORKS = {
  segments: ['segments'],
  turns: ['turns'],
  summary: ['summary'],
  validate: ['validate'],
  'validate-each': ['validate', '--no-group', '--format', 'jsonl'],
};

/** Each command with one thread and with all cores. */
const own = (work) => [
  {
    id: `${work}, 1 thread`,
    tally: work,
    command: ({ path }) => turnline(...WORKS[work], '--jobs', '1', path),
  },
  { id: work, tally: work, command: ({ path }) => turnline(...WORKS[work], path) },
];

/** `tally` names how the output is counted (tallies.mjs). `fields` prints call, role, status, turn and timestamp, one line a speech-update. */
const ROWS = [
  ...Object.keys(WORKS).flatMap(own),
  {
    id: 'Node loop',
    tally: 'fields',
    command: ({ path, framing }) => node('programs/loop.mjs', framing, path),
  },
  {
    id: 'jq',
    tally: 'fields',
    command: ({ path, framing }) => ['jq', [...JQ[framing], ...filesOf(path, framing)]],
  },
  {
    id: 'DuckDB, 1 thread',
    tally: 'fields',
    command: ({ path, framing }) => node('programs/duckdb.mjs', framing, path, '1'),
  },
  {
    id: 'DuckDB',
    tally: 'fields',
    command: ({ path, framing }) => node('programs/duckdb.mjs', framing, path, 'all'),
  },
  { id: 'simdjson', tally: 'fields', command: ({ path, framing }) => [NATIVE, ['ondemand', framing, path]] },
  { id: 'simdjson DOM', tally: 'fields', command: ({ path, framing }) => [NATIVE, ['dom', framing, path]] },
  {
    id: 'sourcemeta',
    tally: 'sourcemeta',
    tellsOnStderr: true,
    command: ({ path, contract }) => [SOURCEMETA, ['validate', contract, path]],
  },
  { id: 'one payload', command: ({ path }) => turnline(path) },
  { id: 'validate one payload', command: ({ path }) => turnline('validate', path) },
  { id: '--version', command: () => turnline('--version') },
  { id: 'node -e 0', command: () => [process.execPath, ['-e', '0']] },
];

function filesOf(path, framing) {
  if (framing !== 'files') return [path];
  return readdirSync(path)
    .sort()
    .map((file) => join(path, file));
}

export const PEERS = new Map(ROWS.map((row) => [row.id, row]));

const VERSIONS = [
  ['turnline', turnline('--version')],
  ['Node', [process.execPath, ['--version']]],
  ['jq', ['jq', ['--version']]],
  ['DuckDB', node('programs/duckdb.mjs', 'version')],
  ['simdjson', [NATIVE, ['version']]],
  ['sourcemeta', [SOURCEMETA, ['--version']]],
];

/** Each program with its version; `null` if it does not run here. */
export function versions() {
  return VERSIONS.map(([name, [file, args]]) => {
    try {
      const told = execFileSync(file, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
      return [name, told.match(/\d+\.\d+\S*/)?.[0] ?? null];
    } catch {
      return [name, null];
    }
  });
}
