// Turns the schemas into the tables that come with turnline.
import { writeFileSync } from 'node:fs';
import { BUILT_IN, MESSAGE_FILE } from './build/contract/load/built-in.js';
import { readSchema } from './build/contract/load/files.js';
import { tablesOf } from './build/contract/tables/build.js';

writeFileSync(
  new URL('dist/contract.tables', import.meta.url),
  tablesOf(MESSAGE_FILE, (file) => readSchema(BUILT_IN, file)),
);
