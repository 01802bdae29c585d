// Turns the source of the native yardstick into a program, where a compiler and simdjson are.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DEFAULT_FOLDER } from './generate.mjs';

const SOURCE = fileURLToPath(new URL('programs/simdjson.cpp', import.meta.url));
export const NATIVE = join(DEFAULT_FOLDER, 'simdjson');

/** Without a program afterwards, its version is told as missing. */
export function buildNative() {
  if (existsSync(NATIVE) && statSync(NATIVE).mtimeMs > statSync(SOURCE).mtimeMs) return;
  mkdirSync(DEFAULT_FOLDER, { recursive: true });
  spawnSync('c++', ['-std=c++17', '-O3', '-march=native', '-o', NATIVE, SOURCE, '-lsimdjson'], {
    stdio: 'ignore',
  });
}
