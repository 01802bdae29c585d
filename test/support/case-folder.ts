// Turns a case into a folder with its files and the samples.
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Case } from './case.ts';
import { bytesOf } from './coding.ts';

export function folderFor(folder: string, { files }: Case): string {
  mkdirSync(folder);
  symlinkSync(resolve('samples'), join(folder, 'samples'));
  for (const [file, body] of files) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), bytesOf(body));
  }
  return folder;
}
