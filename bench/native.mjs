// Compiles the native yardstick if a compiler and simdjson are installed.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DEFAULT_FOLDER } from './generate.mjs';

const SOURCE = fileURLToPath(new URL('programs/simdjson.cpp', import.meta.url));
export const NATIVE = join(DEFAULT_FOLDER, 'simdjson');

/** If this fails, the results list simdjson as missing. */
export function buildNative() {
  if (existsSync(NATIVE) && statSync(NATIVE).mtimeMs > statSync(SOURCE).mtimeMs) return;
  mkdirSync(DEFAULT_FOLDER, { recursive: true });
  spawnSync('c++', ['-std=c++17', '-O3', '-march=native', '-o', NATIVE, SOURCE, '-lsimdjson'], {
    stdio: 'ignore',
  });
}
