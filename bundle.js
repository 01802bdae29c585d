// Turns the modules that tsc wrote into few files, since loading a file costs more than the code in it.
import { readFileSync } from 'node:fs';
import { build } from 'rolldown';

const { dependencies } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));

/** What one step of a run needs and no step before it has, all its imports included, is one file. */
const STEPS = {
  start: /\/build\/(main|host)\.js$/,
  program: /\/build\/commands\/program\.js$/,
  contract: /\/build\/contract\/load\/built-in\.js$/,
  present: /\/build\/commands\/present\.js$/,
  batch: /\/build\/scan\/batcher\.js$/,
  gather: /\/build\/commands\/gather\.js$/,
  inspect: /\/build\/commands\/inspect\.js$/,
  table: /\/build\/report\/formats\/table\.js$/,
};

await build({
  input: { main: 'build/main.js', host: 'build/host.js', worker: 'build/scan/worker.js' },
  platform: 'node',
  logLevel: 'silent',
  external: Object.keys(dependencies).map((name) => new RegExp(`^${name}(/|$)`)),
  output: {
    dir: 'dist',
    cleanDir: true,
    format: 'esm',
    chunkFileNames: '[name]-[hash].js',
    // The first that matches has it.
    codeSplitting: { groups: Object.entries(STEPS).map(([name, test]) => ({ name, test })) },
  },
});
