// Turns schemas/ into compiled validators in dist/contract/compiled/; run once, when turnline is built.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import standalone from 'ajv/dist/standalone/index.js';

const SCHEMAS = new URL('../../../schemas/', import.meta.url);
const COMPILED = new URL('../compiled/', import.meta.url);
const ROOT = 'speech-update';

const ajv = new Ajv({
  allErrors: true,
  ownProperties: true,
  messages: false,
  strict: true,
  allowUnionTypes: true,
  code: { source: true },
});
for (const file of readdirSync(SCHEMAS)) {
  if (file.endsWith('.schema.json')) ajv.addSchema(JSON.parse(readFileSync(new URL(file, SCHEMAS), 'utf8')));
}
const validate = ajv.getSchema(`https://schemas.turnline.invalid/v1/${ROOT}.schema.json`);
if (validate === undefined) throw new Error(`schemas/${ROOT}.schema.json is missing`);

mkdirSync(COMPILED, { recursive: true });
writeFileSync(new URL(`${ROOT}.cjs`, COMPILED), standalone.default(ajv, validate));
