// Names the script's part that tells a segment's facts, and leads through the lanes by keyboard.

export const KEYS = `
function showTip(bar) {
  const { who, facts, text } = score.segments[bar.dataset.segment];
  const [name, words] = ['b', 'div'].map((kind) => document.createElement(kind));
  name.textContent = who;
  words.append(name, ' ' + facts);
  tip.replaceChildren(words);
  if (text !== null) {
    const quote = document.createElement('q');
    quote.textContent = text;
    tip.append(quote);
  }
  tip.hidden = false;
  const [frame, box, at] = [byId('staff'), view, bar].map((element) => element.getBoundingClientRect());
  const left = limit(Math.max(at.left, box.left) - frame.left, 0, Math.max(0, frame.width - tip.offsetWidth));
  tip.style.left = left + 'px';
  tip.style.top = at.bottom - frame.top + 8 + 'px';
}

// One segment at a time is a tab stop; arrows lead from one to the next, in time or across the lanes.
function aim(bar) {
  for (const one of bars) one.tabIndex = one === bar ? 0 : -1;
}
if (bars.length > 0) aim(bars[0]);

function neighbour(index, key) {
  if (key === 'ArrowRight') return bars[index + 1];
  if (key === 'ArrowLeft') return bars[index - 1];
  if (key === 'Home') return bars[0];
  if (key === 'End') return bars.at(-1);
  const { voice, startMs } = score.segments[index];
  const wanted = key === 'ArrowUp' ? 'assistant' : key === 'ArrowDown' ? 'user' : voice;
  if (wanted === voice) return undefined;
  const far = (n) => (score.segments[n].voice === wanted ? Math.abs(score.segments[n].startMs - startMs) : Infinity);
  const nearest = bars.reduce((best, _, n) => (far(n) < far(best) ? n : best), index);
  return far(nearest) < Infinity ? bars[nearest] : undefined;
}

for (const bar of bars) {
  bar.addEventListener('pointerenter', () => showTip(bar));
  bar.addEventListener('pointerleave', () => { tip.hidden = true; });
  bar.addEventListener('focus', () => {
    aim(bar);
    // A press of the pointer has seen the segment where it is, and must not move it away.
    if (!bar.matches(':focus-visible')) return;
    const [box, at] = [view, bar].map((element) => element.getBoundingClientRect());
    if (at.left < box.left || at.left > box.right - 40) panTo(pxOf(score.segments[bar.dataset.segment].startMs) - box.width / 3);
    // The scroll that brings it into view would hide what is shown at once.
    requestAnimationFrame(() => requestAnimationFrame(() => { if (bar === document.activeElement) showTip(bar); }));
  });
  bar.addEventListener('blur', () => { tip.hidden = true; });
}

view.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const names = { '+': 'in', '=': 'in', '-': 'out', '_': 'out', '0': 'fit' };
  const bar = event.target.closest('.bar');
  const page = view.clientWidth / 5;
  const pans = { ArrowLeft: view.scrollLeft - page, ArrowRight: view.scrollLeft + page, Home: 0, End: view.scrollWidth };
  if (names[event.key] !== undefined) zoomByName(names[event.key]);
  else if (event.key === 'Escape') tip.hidden = true;
  else if (bar !== null && /^(Arrow|Home|End)/.test(event.key)) neighbour(Number(bar.dataset.segment), event.key)?.focus();
  else if (bar === null && pans[event.key] !== undefined) panTo(pans[event.key], true);
  else return;
  event.preventDefault();
});
`;
