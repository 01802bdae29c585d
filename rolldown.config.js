// Turns the modules that tsc wrote into few files, since loading a file costs more than the code in it.
import { readFileSync } from 'node:fs';

const { dependencies } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));

export default {
  input: { main: 'build/main.js', host: 'build/host.js', worker: 'build/scan/worker.js' },
  platform: 'node',
  logLevel: 'silent',
  external: Object.keys(dependencies).map((name) => new RegExp(`^${name}(/|$)`)),
  output: { dir: 'dist', cleanDir: true, format: 'esm', chunkFileNames: '[name]-[hash].js' },
};
