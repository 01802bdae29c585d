// Holds every overlay to the registry: it loads, it prints, and its first file is named as announced.
import { expect, test } from 'vitest';
import { OVERLAYS } from '../../../src/report/overlays/index.ts';
import type { Overlay } from '../../../src/report/overlays/overlay.ts';
import { DEMO } from './demo.ts';
import { OPTIONS } from './scores.ts';

const NAMES = ['audacity', 'webvtt', 'textgrid', 'rttm', 'seglst', 'trace', 'mermaid', 'svg', 'html'];

test('the overlays are these', () => {
  expect(Object.keys(OVERLAYS)).toEqual(NAMES);
});

test.each(Object.entries<Overlay>(OVERLAYS))('%s prints files with text', async (_, { extension, load }) => {
  const { print } = await load();
  const files = print(DEMO, OPTIONS);
  expect(files[0]!.suffix).toBe(extension);
  for (const { suffix, text } of files) {
    expect(suffix).toMatch(/^(\.[A-Za-z]+)+$/);
    expect(text).toMatch(/\n$/);
  }
  expect(new Set(files.map(({ suffix }) => suffix)).size).toBe(files.length);
});
