// Turns bytes into a file, and that into a source.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import type { Host } from '../../src/host.ts';
import { fileSource } from '../../src/input/file.ts';
import type { OpenFile, Source } from '../../src/input/source.ts';

let folder: string | undefined;
let files = 0;

afterAll(() => {
  if (folder !== undefined) rmSync(folder, { recursive: true });
});

/** The path of a file that is there until the tests of the file at hand are over. */
export function fileOf(bytes: Buffer): string {
  folder ??= mkdtempSync(join(tmpdir(), 'turnline-disk-'));
  const path = join(folder, `${files++}.ndjson`);
  writeFileSync(path, bytes);
  return path;
}

/** `change` is what whoever reads it in stretches is told of it instead. */
export function onDisk(bytes: Buffer, change: (file: OpenFile) => OpenFile = (file) => file): Source {
  const host = { cwd: '/', interrupt: new AbortController().signal } as Host;
  const source = fileSource(fileOf(bytes), host);
  const open: Source['open'] = async () => {
    const { file, ...reader } = await source.open();
    return { ...reader, file: change(file!) };
  };
  return { ...source, name: 'app.log', open };
}
