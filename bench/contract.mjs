// Turns one payload into the cost of judging it, beside the cost of JSON.parse of the same bytes. Build turnline first.
import { readFileSync } from 'node:fs';
import { builtInContract } from '../build/contract/load/built-in.js';

const file = process.argv[2] ?? new URL('../samples/one-payload.json', import.meta.url);
const document = JSON.parse(readFileSync(file, 'utf8'));
const message = document.message ?? document;
const text = JSON.stringify(message);
const contract = builtInContract();
const ROUNDS = 11;
const TIMES = 2_000;

const ratios = [];
for (let round = 0; round < ROUNDS; round++) {
  let [parsing, judging] = [0, 0];
  for (let i = 0; i < TIMES; i++) {
    const start = performance.now();
    const value = JSON.parse(text);
    const parsed = performance.now();
    contract.check(value);
    judging += performance.now() - parsed;
    parsing += parsed - start;
  }
  ratios.push(judging / parsing);
}
ratios.sort((a, b) => a - b);
console.log(
  `judging ${text.length} bytes costs ${ratios[ROUNDS >> 1].toFixed(3)} of JSON.parse (${ROUNDS} rounds: ${ratios[0].toFixed(3)} to ${ratios.at(-1).toFixed(3)})`,
);
