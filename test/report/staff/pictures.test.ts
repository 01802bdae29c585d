// Holds the pictures of a handmade call to the files beside this one; UPDATE_STAFF=1 draws them anew.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Ruler } from '../../../src/report/formats/ruler.ts';
import { staffOf } from '../../../src/report/staff/staff.ts';
import { HANDMADE } from './handmade.ts';
import { textOf } from './scores.ts';

const PICTURES = [40, 80, 200].flatMap((width) =>
  [false, true].flatMap((ascii) =>
    [false, true].map((fit) => ({
      name: `${width}-${ascii ? 'ascii' : 'unicode'}${fit ? '-fit' : ''}.txt`,
      options: { width, ascii, fit, msPerColumn: 250 },
    })),
  ),
);

test.each(PICTURES)('$name', async ({ name, options }) => {
  const ruler = new Ruler();
  await ruler.prepare(HANDMADE.moments.map(({ says }) => says));
  const picture = `${textOf(staffOf(HANDMADE, options, ruler)).join('\n')}\n`;
  const path = join(import.meta.dirname, name);
  if (process.env.UPDATE_STAFF === '1') writeFileSync(path, picture);
  expect(existsSync(path) ? readFileSync(path, 'utf8') : null).toBe(picture);
});
