// Holds the page to what people do with it, in a real browser: load, zoom, pan, jump, read by keyboard, and listen.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { print } from '../../../src/report/overlays/html.ts';
import type { OverlayOptions } from '../../../src/report/overlays/overlay.ts';
import { print as webvtt } from '../../../src/report/overlays/webvtt.ts';
import type { Score } from '../../../src/report/score.ts';
import { Chromium } from '../../support/browser/chromium.ts';
import { findChromium } from '../../support/browser/installed.ts';
import type { Page } from '../../support/browser/page.ts';
import { DEMO } from './demo.ts';
import { HOSTILE, OPTIONS, only, scoreOf, segment } from './scores.ts';
import { silentWav } from './wav.ts';

const path = findChromium();

describe.skipIf(path === undefined)('in Chromium', () => {
  let chromium: Chromium;
  let folder: string;
  beforeAll(() => {
    chromium = new Chromium(path!);
    folder = mkdtempSync(join(tmpdir(), 'turnline-page-'));
  });
  afterAll(async () => {
    await chromium.close();
    rmSync(folder, { recursive: true });
  });

  async function show(score: Score, audio: Partial<OverlayOptions> = {}): Promise<Page> {
    const file = join(folder, 'page.html');
    writeFileSync(file, only(print(score, { ...OPTIONS, ...audio })));
    const page = await chromium.open(1440, 900);
    await page.load(file);
    return page;
  }

  /** The times in view. */
  const range = (page: Page): Promise<unknown> =>
    page.evaluate('document.getElementById("range").textContent');
  const scale = async (page: Page): Promise<number> =>
    Number(await page.evaluate('parseFloat(document.getElementById("track").style.width || "100") / 100'));
  const scrolled = async (page: Page): Promise<number> =>
    Number(await page.evaluate('document.getElementById("view").scrollLeft'));
  const tip = (page: Page): Promise<unknown> =>
    page.evaluate('((tip) => tip.hidden ? null : tip.textContent)(document.getElementById("tip"))');
  const focused = (page: Page): Promise<unknown> =>
    page.evaluate('document.activeElement.getAttribute("data-segment") ?? document.activeElement.id');

  function expectPeace(page: Page): void {
    expect(page.complaints).toEqual([]);
    expect(page.requests.filter((url) => !url.startsWith('data:'))).toEqual([]);
  }

  test('it loads in peace, light and dark, wide and narrow', async () => {
    const page = await show(DEMO);
    expect(await range(page)).toBe('0:00 – 1:50 of 1:50');
    expectPeace(page);
    for (const [width, scheme] of [
      [800, 'light'],
      [800, 'dark'],
      [1440, 'dark'],
    ] as const) {
      const other = await chromium.open(width, 900, scheme);
      await other.load(join(folder, 'page.html'));
      expect(await other.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
      expectPeace(other);
    }
  });

  test('buttons, keys and the wheel zoom, the last around the pointer', async () => {
    const page = await show(DEMO);
    await page.click('[data-zoom="in"]');
    expect(await scale(page)).toBeCloseTo(1.5);
    await page.evaluate('document.getElementById("view").focus()');
    await page.press('+', '+', '-');
    expect(await scale(page)).toBeCloseTo(2.25);
    await page.press('0');
    expect(await scale(page)).toBe(1);
    const [x, y] = await page.middleOf('[data-segment="11"]');
    await page.wheel(x, y, -240, true);
    expect(await scale(page)).toBeGreaterThan(1.5);
    expect((await page.middleOf('[data-segment="11"]'))[0]).toBeCloseTo(x, -1);
    await page.click('[data-zoom="fit"]');
    expect(await range(page)).toBe('0:00 – 1:50 of 1:50');
    expectPeace(page);
  });

  test('a drag, a plain wheel and arrows pan', async () => {
    const page = await show(DEMO);
    const [x, y] = await page.middleOf('#view');
    await page.wheel(x, y, -400, true);
    const from = await scrolled(page);
    await page.drag([x, y], [x - 200, y]);
    expect(await scrolled(page)).toBeCloseTo(from + 200, -1);
    expect(await page.evaluate('document.querySelector(".now, .lit")')).toBeNull();
    await page.wheel(x, y, -100);
    expect(await scrolled(page)).toBeLessThan(from + 150);
    await page.evaluate('document.getElementById("view").focus()');
    const before = await scrolled(page);
    await page.press('ArrowRight');
    expect(await scrolled(page)).toBeGreaterThan(before);
    await page.press('Home');
    expect(await scrolled(page)).toBe(0);
    await page.press('End');
    expect(await scrolled(page)).toBeGreaterThan(before);
    expect(String(await range(page))).toMatch(/ – 1:50 of 1:50$/);
    expectPeace(page);
  });

  test('a moment leads to its time, from the list and from its flag', async () => {
    const page = await show(DEMO);
    await page.click('aside [data-moment="5"]');
    expect(await page.evaluate('document.querySelector("aside [aria-current]").textContent')).toContain(
      'unanswered',
    );
    expect(await page.evaluate('document.querySelector(".flag.now").dataset.moment')).toBe('5');
    expect(String(await range(page))).toMatch(/^1:1\d\.\d – 1:3\d\.\d of 1:50$/);
    expect(await page.evaluate('document.getElementById("status").textContent')).toBe(
      'Moment 6, unanswered at 1:19.64',
    );
    await page.click('[data-zoom="fit"]');
    await page.click('.flag[data-moment="1"] b');
    expect(await page.evaluate('document.querySelector("aside [aria-current]").textContent')).toContain(
      'barge in',
    );
    expectPeace(page);
  });

  test('a row leads to its turn and lights it', async () => {
    const page = await show(DEMO);
    await page.click('tr[data-turn="3"] td');
    expect(
      await page.evaluate('[...document.querySelectorAll(".lit")].map((bar) => bar.dataset.segment)'),
    ).toEqual(['7', '6']);
    expect(await page.evaluate('document.querySelector("tr[aria-current]").dataset.turn')).toBe('3');
    expect(String(await range(page))).toMatch(/^0:2\d\.\d – 0:4\d\.\d of/);
    expectPeace(page);
  });

  test('the keyboard reaches every segment, and tells its facts', async () => {
    const page = await show(DEMO);
    await page.evaluate('document.getElementById("view").focus()');
    await page.press('Tab');
    expect(await focused(page)).toBe('0');
    expect(await tip(page)).toContain('assistant, turn 0 0:00.42 to 0:06.15, 5.73 s');
    await page.press('ArrowRight', 'ArrowRight', 'ArrowDown');
    expect(await focused(page)).toBe('3');
    expect(await tip(page)).toContain('backchannel');
    await page.press('Escape');
    expect(await tip(page)).toBeNull();
    await page.press('+', '+', '+', '+', '+', '+', 'End');
    expect(await focused(page)).toBe('17');
    const [x] = await page.middleOf(':focus');
    expect(x).toBeGreaterThan(100);
    expect(x).toBeLessThan(1440);
    await page.press('Home', 'Enter');
    expect(await page.evaluate('document.querySelector("tr[aria-current]").dataset.turn')).toBe('0');
    await page.press('Tab');
    expect(await focused(page)).not.toMatch(/^\d+$/);
    expectPeace(page);
  });

  test('the pointer over a segment tells its facts', async () => {
    const page = await show(DEMO);
    await page.hover(...(await page.middleOf('[data-segment="8"]')));
    expect(await tip(page)).toBe(
      'user, turn 4 end inferred, 0:47.65 to 0:51.90, at most 4.25 s, missing stopYes, sure, it is',
    );
    expectPeace(page);
  });

  test('the recording plays, and a click on the lanes seeks', async () => {
    const wav = silentWav(110);
    const dataUrl = `data:audio/wav;base64,${wav.toString('base64')}`;
    const page = await show(DEMO, { audio: { name: 'call.wav', dataUrl } });
    await page.evaluate(
      'new Promise((done) => { const a = document.getElementById("audio"); if (a.readyState > 0) done(); else a.onloadedmetadata = done; })',
    );
    await page.click('[data-segment="11"]');
    const at = Number(await page.evaluate('document.getElementById("audio").currentTime'));
    expect(at).toBeCloseTo((63.9 + 72.48) / 2, 0);
    const cursor = async (): Promise<number> =>
      Number(await page.evaluate('parseFloat(document.getElementById("cursor").style.left)'));
    const before = await cursor();
    expect(before).toBeCloseTo((100 * at) / 109.5, 0);
    await page.evaluate('document.getElementById("audio").play()');
    await expect.poll(cursor, { timeout: 30_000 }).toBeGreaterThan(before);
    expectPeace(page);
  });

  test('a recording beside the page plays too, and one that is missing is named', async () => {
    writeFileSync(join(folder, 'call #1.wav'), silentWav(1));
    const page = await show(DEMO, { audio: { name: 'call #1.wav' } });
    const silent = (of: Page): Promise<unknown> => of.evaluate('document.getElementById("silent").hidden');
    expect(await page.evaluate('document.getElementById("audio").error')).toBeNull();
    expect(await silent(page)).toBe(true);
    expect(page.complaints).toEqual([]);
    expect(await silent(await show(DEMO, { audio: { name: 'gone.wav' } }))).toBe(false);
  });

  test('hostile text is only text', async () => {
    const segments = HOSTILE.map((text, index) =>
      segment(index % 2 === 0 ? 'user' : 'assistant', text, index * 1000, index * 1000 + 900, {
        text,
        flags: [text],
      }),
    );
    const moments = HOSTILE.map((text, index) => ({ atMs: index * 1000, kind: text, says: text }));
    const page = await show(scoreOf(segments, { callId: '</title><script>alert(1)</script>', moments }));
    expect(await page.evaluate('document.scripts.length')).toBe(2);
    expect(await page.evaluate('document.querySelectorAll("[data-segment]").length')).toBe(HOSTILE.length);
    expect(await page.evaluate('document.querySelectorAll("img, c, [onerror]").length')).toBe(0);
    await page.hover(...(await page.middleOf('[data-segment="5"]')));
    expect(await tip(page)).toContain('</script><script>alert(1)</script>');
    expectPeace(page);
  });

  test('an empty call is a page too', async () => {
    const page = await show(scoreOf([]));
    expect(await range(page)).toBe('0:00.00 – 0:00.00 of 0:00');
    await page.click('[data-zoom="in"]');
    expectPeace(page);
  });

  test("captions pass the browser's own WebVTT parser", async () => {
    const segments = HOSTILE.map((text, index) => segment('user', '1', index * 1000, index * 1000, { text }));
    const vtt = Buffer.from(only(webvtt(scoreOf(segments)))).toString('base64');
    const page = await chromium.open(800, 600);
    const cues = await page.evaluate(`new Promise((done, fail) => {
      document.body.innerHTML = '<video><track default></video>';
      const track = document.querySelector('track');
      track.onerror = fail;
      track.onload = () => done([...track.track.cues].map((cue) => cue.getCueAsHTML().textContent));
      track.src = 'data:text/vtt;base64,${vtt}';
      track.track.mode = 'showing';
    })`);
    expect(cues).toHaveLength(HOSTILE.length);
    expect(cues).toContain('</script><script>alert(1)</script>');
    expect(cues).toContain('a --> b');
  });
});
