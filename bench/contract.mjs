// Turns one payload into the cost of walking and judging it, beside the cost of JSON.parse of the same bytes. Build turnline first.
import { copyFileSync, readFileSync } from 'node:fs';

// The modules of build/ look for the kernel beside themselves.
copyFileSync(
  new URL('../dist/kernel.wasm', import.meta.url),
  new URL('../build/json/kernel.wasm', import.meta.url),
);
const { builtInContract } = await import('../build/contract/load/built-in.js');
const { Kernel } = await import('../build/json/kernel.js');

const file = process.argv[2] ?? new URL('../samples/one-payload.json', import.meta.url);
const document = JSON.parse(readFileSync(file, 'utf8'));
const message = document.message ?? document;
const text = JSON.stringify(message);
const contract = builtInContract();
const kernel = new Kernel(1 << 20, contract.tables);
const { start, end } = kernel.kept(Buffer.from(text));
const ROUNDS = 11;
const TIMES = 2_000;

const ratios = [];
for (let round = 0; round < ROUNDS; round++) {
  let [parsing, judging] = [0, 0];
  for (let i = 0; i < TIMES; i++) {
    const before = performance.now();
    JSON.parse(text);
    const parsed = performance.now();
    const entry = kernel.walk(start, end);
    contract.check(kernel, entry);
    kernel.forget(entry);
    judging += performance.now() - parsed;
    parsing += parsed - before;
  }
  ratios.push(judging / parsing);
}
ratios.sort((a, b) => a - b);
console.log(
  `walking and judging ${text.length} bytes costs ${ratios[ROUNDS >> 1].toFixed(3)} of JSON.parse (${ROUNDS} rounds: ${ratios[0].toFixed(3)} to ${ratios.at(-1).toFixed(3)})`,
);
