// Holds the TextGrid to Praat itself: it opens every one, and saves what it read unchanged.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { print } from '../../../src/report/overlays/textgrid.ts';
import { findPraat } from '../../support/browser/installed.ts';
import { DEMO } from './demo.ts';
import { HOSTILE, only, scoreOf, scores, segment } from './scores.ts';

const praat = findPraat();
const hostile = HOSTILE.map((text, index) =>
  segment(index % 2 === 0 ? 'user' : 'assistant', String(index), index * 1000, index * 1000 + 900, { text }),
);

test.skipIf(praat === undefined)('Praat opens each, and what it saves says the same', () => {
  const folder = mkdtempSync(join(tmpdir(), 'turnline-praat-'));
  const grids = [DEMO, scoreOf(hostile), ...fc.sample(scores, 60)].map((score) => only(print(score)));
  for (const [index, text] of grids.entries()) writeFileSync(join(folder, `${index}.TextGrid`), text);
  const script = [
    'Text writing preferences: "UTF-8"',
    `for i from 0 to ${grids.length - 1}`,
    `  Read from file: "${folder}/" + string$(i) + ".TextGrid"`,
    `  Save as text file: "${folder}/" + string$(i) + ".saved"`,
    '  Remove',
    'endfor',
  ];
  writeFileSync(join(folder, 'save.praat'), `${script.join('\n')}\n`);
  execFileSync(praat!, ['--run', join(folder, 'save.praat')], { stdio: 'pipe' });
  for (const [index, text] of grids.entries()) {
    expect(meant(readFileSync(join(folder, `${index}.saved`), 'utf8'))).toEqual(meant(text));
  }
  rmSync(folder, { recursive: true });
});

/** The numbers and strings of a TextGrid; blanks at the ends of lines are Praat's own. */
function meant(text: string): string[] {
  return text.split('\n').map((line) => {
    const [, name, number] = /^\s*(\w+) = (-?[\d.]+(?:e-?\d+)?)\s*$/.exec(line) ?? [];
    return name === undefined ? line.trim() : `${name} = ${Number(number)}`;
  });
}
