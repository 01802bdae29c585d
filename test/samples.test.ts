// Holds the committed samples against the code that makes them; UPDATE_SAMPLES=1 writes them anew.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { sampleFiles } from './support/samples/files.ts';

const folder = new URL('../samples/', import.meta.url);
const update = process.env.UPDATE_SAMPLES === '1';

describe('the samples are what their scripts say', () => {
  test.each(sampleFiles())('$name', ({ name, text }) => {
    const file = new URL(name, folder);
    if (update) {
      mkdirSync(folder, { recursive: true });
      writeFileSync(file, text);
    }
    // Not toBe: a difference in half a megabyte is no use on a screen.
    expect(readFileSync(file, 'utf8') === text).toBe(true);
  });
});
