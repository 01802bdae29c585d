// Turns command lines into how long they take from start to end, each beside bare Node in alternating runs.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const COMMANDS = [
  ['--version'],
  ['validate', path('../samples/one-payload.json')],
  [path('../samples/one-payload.json')],
];
const RUNS = 21;

function timed(args) {
  const start = performance.now();
  spawnSync(process.execPath, args);
  return performance.now() - start;
}

const median = (times) => times.sort((a, b) => a - b)[times.length >> 1];
for (const command of COMMANDS) {
  const [own, bare] = [[], []];
  for (let run = 0; run < RUNS; run++) {
    bare.push(timed(['-e', '0']));
    own.push(timed([path('../bin/turnline.js'), ...command]));
  }
  const ratio = median(own) / median(bare);
  const shown = command.map((word) => word.split('/').at(-1)).join(' ');
  console.log(
    `turnline ${shown}: ${median(own).toFixed(0)} ms, ${ratio.toFixed(2)} times node -e 0 (${median(bare).toFixed(0)} ms)`,
  );
}
