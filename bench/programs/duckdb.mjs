// Turns an input into the fields of its speech-updates with DuckDB and typed columns.
import { DuckDBInstance, version } from '@duckdb/node-api';

/** Only the fields needed have a type: DuckDB skips the others and infers nothing. */
const MESSAGE =
  'STRUCT("type" VARCHAR, "timestamp" BIGINT, status VARCHAR, "role" VARCHAR, turn INTEGER, call STRUCT(id VARCHAR))';
const DOCUMENT =
  '{"message": {"type": "VARCHAR", "timestamp": "BIGINT", "status": "VARCHAR", "role": "VARCHAR", "turn": "INTEGER", "call": {"id": "VARCHAR"}}}';
const SIZE = 'maximum_object_size = 16777216';

const quoted = (path) => `'${path.replaceAll("'", "''")}'`;
const inColumn = (column, from) =>
  `(SELECT json_transform(${column}, '${DOCUMENT}').message AS message FROM ${from})`;
const lines = (path, columns) => `read_ndjson(${quoted(path)}, ${SIZE}, columns = {${columns}})`;
const documents = (path) =>
  `read_json(${quoted(path)}, format = 'unstructured', ${SIZE}, columns = {message: '${MESSAGE}'})`;

/** For each framing a source of rows with a `message`. */
const SOURCES = {
  lines: (path) => lines(path, `message: '${MESSAGE}'`),
  pretty: documents,
  files: (path) => documents(`${path}/*.json`),
  pino: (path) => inColumn('body', lines(path, "body: 'VARCHAR'")),
  'pino-object': (path) =>
    `(SELECT body.message AS message FROM ${lines(path, `body: 'STRUCT(message ${MESSAGE})'`)})`,
  cloudwatch: (path) => inColumn('message', lines(path, "message: 'VARCHAR'")),
  docker: (path) =>
    inColumn(
      'text',
      `(SELECT string_agg(log, '' ORDER BY n) AS text FROM (
         SELECT n, log, sum(CAST(log LIKE '%\n' AS INTEGER)) OVER (ORDER BY n DESC) AS rest
         FROM (SELECT log, row_number() OVER () AS n FROM ${lines(path, "log: 'VARCHAR'")})
       ) GROUP BY rest ORDER BY min(n))`,
    ),
};

const [framing, path, threads] = process.argv.slice(2);
if (framing === 'version') process.stdout.write(`${version()}\n`);
else await copy(SOURCES[framing](path));

/** DuckDB itself writes the rows: through JavaScript they would cost more than they should. */
async function copy(source) {
  const instance = await DuckDBInstance.create(':memory:', threads === 'all' ? {} : { threads });
  const connection = await instance.connect();
  await connection.run('SET enable_progress_bar = false');
  const rows = `SELECT message.call.id, message."role", message.status, message.turn, message."timestamp" FROM ${source} WHERE message."type" = 'speech-update'`;
  await connection.run(`COPY (${rows}) TO '/dev/stdout' (FORMAT csv, DELIMITER '\t', HEADER false)`);
  connection.closeSync();
}
