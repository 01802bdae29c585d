// Turns --seconds, --seed, --from and --inputs into a search for inputs that break a law, and says how many were read.
import { mkdirSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { search } from './search.ts';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    seed: { type: 'string', default: '1' },
    from: { type: 'string', default: '0' },
    inputs: { type: 'string', default: 'Infinity' },
    keep: { type: 'string' },
  },
});
const seed = Number(values.seed);
const found = await search({
  seed,
  seconds: Number(values.seconds),
  from: Number(values.from),
  most: Number(values.inputs),
});
const { inputs, bytes, records, speechUpdates, slowest, failures } = found;
console.log(
  `seed ${seed}: ${inputs} inputs, ${(bytes / 1e6).toFixed(1)} MB, ${records} records, ${speechUpdates} speech-updates`,
);
console.log(`slowest: input ${slowest.number}, ${slowest.bytes} bytes in ${slowest.ms.toFixed(0)} ms`);
console.log(`${failures.length} failures`);
for (const { number, input, error } of failures) {
  console.log(`input ${number} (${input.length} bytes): ${error instanceof Error ? error.stack : error}`);
  if (values.keep === undefined) continue;
  mkdirSync(values.keep, { recursive: true });
  writeFileSync(`${values.keep}/${seed}-${number}`, input);
}
process.exitCode = failures.length > 0 ? 1 : 0;
