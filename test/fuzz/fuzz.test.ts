// Searches mutated captures for some seconds; npm run fuzz searches on, elsewhere and longer.
import { expect, test } from 'vitest';
import { search } from './search.ts';

/** Somebody waits for the tests; for CI nobody does. */
const SECONDS = Number(process.env.FUZZ_SECONDS ?? (process.env.CI === undefined ? 15 : 60));
const SEED = Number(process.env.FC_SEED ?? 20261122);

test(`no law is broken in ${SECONDS} seconds`, { timeout: SECONDS * 2_000 + 60_000 }, async () => {
  const { inputs, records, speechUpdates, failures } = await search({ seed: SEED, seconds: SECONDS });
  console.log(`seed ${SEED}: ${inputs} inputs, ${records} records, ${speechUpdates} speech-updates`);
  expect(failures.map(({ number, error }) => `${number}: ${error}`)).toEqual([]);
  expect(speechUpdates).toBeGreaterThan(100);
  expect(records).toBeGreaterThan(speechUpdates);
});
