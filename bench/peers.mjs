// Lists what is measured: each program with each work, as the command line that does it.
import { execFileSync } from 'node:child_process';
import { arch, platform } from 'node:os';
import { fileURLToPath } from 'node:url';
import { oneThread, TURNLINE } from './program.mjs';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const node = (script, ...words) => [process.execPath, [here(script), ...words]];
const turnline = (...words) => [process.execPath, [TURNLINE, ...words]];

const FIELDS =
  'select(.message.type == "speech-update") | .message | [.call.id, .role, .status, .turn, .timestamp] | @tsv';

const CPU = arch() === 'x64' ? 'x86_64' : arch();
const SOURCEMETA = here(
  `node_modules/@sourcemeta/jsonschema/build/github-releases/jsonschema-${platform()}-${CPU}`,
);
const AJV_CLI = 'node_modules/ajv-cli/dist/index.js';

/** The same command held to one thread, and with all cores. */
const own = (work) => [
  {
    id: `turnline ${work}, 1 thread`,
    tally: work,
    command: ({ path }) => turnline(work, ...oneThread(work), path),
  },
  { id: `turnline ${work}`, tally: work, command: ({ path }) => turnline(work, path) },
];

/**
 * `tally` names how the output is counted (tallies.mjs). `fields` are the call, role, status, turn and timestamp of each
 * speech-update, a line each: all who print them print the same bytes.
 */
const ROWS = [
  ...['segments', 'turns', 'summary', 'validate'].flatMap(own),
  { id: 'jq', tally: 'fields', command: ({ path }) => ['jq', ['-r', FIELDS, path]] },
  { id: 'gojq', tally: 'fields', command: ({ path }) => ['gojq', ['-r', FIELDS, path]] },
  { id: 'Node loop', tally: 'fields', command: ({ path }) => node('programs/loop.mjs', path) },
  {
    id: 'DuckDB, 1 thread',
    tally: 'fields',
    command: ({ path }) => node('programs/duckdb.mjs', 'events', '1', path),
  },
  {
    id: 'DuckDB',
    tally: 'fields',
    command: ({ path }) => node('programs/duckdb.mjs', 'events', 'all', path),
  },
  {
    id: 'DuckDB counts, 1 thread',
    tally: 'counts',
    command: ({ path }) => node('programs/duckdb.mjs', 'counts', '1', path),
  },
  {
    id: 'DuckDB counts',
    tally: 'counts',
    command: ({ path }) => node('programs/duckdb.mjs', 'counts', 'all', path),
  },
  {
    id: 'sourcemeta',
    tally: 'sourcemeta',
    tellsOnStderr: true,
    command: ({ path, contract }) => [SOURCEMETA, ['validate', contract, path]],
  },
  {
    id: 'sourcemeta --fast',
    tally: 'sourcemeta',
    tellsOnStderr: true,
    command: ({ path, contract }) => [SOURCEMETA, ['validate', '--fast', contract, path]],
  },
  // Knows no JSON Lines, so it judges one document; formats are annotations for turnline too.
  {
    id: 'ajv-cli',
    command: ({ path, contract }) =>
      node(
        AJV_CLI,
        'validate',
        '--strict=false',
        '--validate-formats=false',
        '--all-errors',
        '-s',
        contract,
        '-d',
        path,
      ),
  },
  { id: 'turnline', command: ({ path }) => turnline(path) },
  { id: 'node -e 0', command: () => [process.execPath, ['-e', '0']] },
  { id: 'turnline --version', command: () => turnline('--version') },
];

export const PEERS = new Map(ROWS.map((row) => [row.id, row]));

const VERSIONS = [
  ['turnline', turnline('--version')],
  ['Node', [process.execPath, ['--version']]],
  ['jq', ['jq', ['--version']]],
  ['gojq', ['gojq', ['--version']]],
  ['DuckDB', node('programs/duckdb.mjs', 'version')],
  ['sourcemeta jsonschema', [SOURCEMETA, ['--version']]],
  ['ajv-cli', [process.execPath, ['-p', `require('${here('node_modules/ajv-cli/package.json')}').version`]]],
];

/** Each program with its version; `null` where it cannot be run here. */
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
