// Turns moments into numbered flags above the lanes, set side by side where they crowd.
import type { Moment } from '../../score.ts';
import { isIn, rounded, type System, WIDTH } from './scale.ts';

const RADIUS = 8.5;
const APART_PX = 2 * RADIUS + 3;

export function flagsOf(moments: readonly Moment[], system: System, y: number, foot: number): string[] {
  const here = [...moments.entries()].filter(([, { atMs }]) => isIn(system, { startMs: atMs, endMs: atMs }));
  const places: number[] = [];
  for (const [, { atMs }] of here)
    places.push(Math.max(system.x(atMs), (places.at(-1) ?? -APART_PX) + APART_PX));
  for (let index = places.length - 1, limit = WIDTH - RADIUS - 2; index >= 0; index--) {
    limit = Math.min(places[index] ?? 0, limit);
    places[index] = limit;
    limit -= APART_PX;
  }
  return here.map(([number, { atMs }], index) => {
    const [at, place] = [rounded(system.x(atMs)), rounded(places[index] ?? 0)];
    const stem = `<path class="stem" d="M${place} ${y + RADIUS}L${at} ${y + RADIUS + 6}V${foot}"/>`;
    return `<g>${stem}<circle class="flag" cx="${place}" cy="${y}" r="${RADIUS}"/><text class="number" x="${place}" y="${y + 4}">${number + 1}</text></g>`;
  });
}
