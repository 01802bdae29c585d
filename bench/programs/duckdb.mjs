// Turns an NDJSON file into the fields of its speech-updates, or into counts of them, by DuckDB with typed columns.
import { DuckDBInstance, version } from '@duckdb/node-api';

const [query, threads = 'all', path = ''] = process.argv.slice(2);

/** Only the fields asked for have a type: DuckDB passes over the others, and has nothing to guess. */
const FROM = `FROM read_ndjson('${path.replaceAll("'", "''")}', maximum_object_size = 16777216, columns = {
  message: 'STRUCT("type" VARCHAR, "timestamp" BIGINT, status VARCHAR, "role" VARCHAR, turn INTEGER, call STRUCT(id VARCHAR))'
}) WHERE message."type" = 'speech-update'`;

const QUERIES = {
  events: `SELECT message.call.id, message."role", message.status, message.turn, message."timestamp" ${FROM}`,
  counts: `SELECT message."role", message.status, count(*) AS events ${FROM} GROUP BY ALL ORDER BY ALL`,
};

if (query === 'version') process.stdout.write(`${version()}\n`);
else await copy(QUERIES[query]);

/** DuckDB itself writes the rows: through JavaScript they would cost more than they should. */
async function copy(select) {
  const instance = await DuckDBInstance.create(':memory:', threads === 'all' ? {} : { threads });
  const connection = await instance.connect();
  await connection.run('SET enable_progress_bar = false');
  await connection.run(`COPY (${select}) TO '/dev/stdout' (FORMAT csv, DELIMITER '\t', HEADER false)`);
  connection.closeSync();
}
