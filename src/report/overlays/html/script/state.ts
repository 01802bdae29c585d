// Names the script's ground: the score, the elements, and how time becomes place.

export const STATE = `
'use strict';
const byId = (id) => document.getElementById(id);
const all = (selector) => [...document.querySelectorAll(selector)];
const score = JSON.parse(byId('score').textContent);
const [view, track, grid, cursor, tip, audio] = ['view', 'track', 'grid', 'cursor', 'tip', 'audio'].map(byId);
const [bars, flags] = [all('[data-segment]'), all('.flag')];
bars.sort((one, other) => one.dataset.segment - other.dataset.segment);
const spanMs = Math.max(score.durationMs, 1);
const calm = matchMedia('(prefers-reduced-motion: reduce)');
// At the closest, half a second fills the view; wider tracks than this lose precision in browsers.
const WIDEST_PX = 12e6;
const CLOSEST_MS = 500;
const JUMP_MS = 20000;
let zoomed = 1;

const limit = (value, least, most) => Math.min(Math.max(value, least), most);
const pxOf = (ms) => (ms / spanMs) * track.offsetWidth;
const msAt = (clientX) =>
  limit(((clientX - track.getBoundingClientRect().left) / track.offsetWidth) * spanMs, 0, score.durationMs);

function clock(ms, decimals) {
  const units = Math.round(ms / 10 ** (3 - decimals));
  const per = 10 ** decimals;
  const [whole, rest] = [Math.floor(units / per), units % per];
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (n) => String(n).padStart(2, '0');
  return (h > 0 ? h + ':' + two(m) : m) + ':' + two(s) + (decimals > 0 ? '.' + String(rest).padStart(decimals, '0') : '');
}

function say(words) {
  byId('status').textContent = words;
}
`;
