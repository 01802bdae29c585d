// Names the script's part that zooms and pans the lanes by buttons, wheel and drag, and draws the ticks in view.

export const ZOOM = `
function zoomTo(next, atPx) {
  const at = atPx ?? view.clientWidth / 2;
  const share = (view.scrollLeft + at) / track.offsetWidth;
  const most = Math.max(1, Math.min(WIDEST_PX / view.clientWidth, spanMs / CLOSEST_MS));
  zoomed = limit(next, 1, most);
  track.style.width = zoomed * 100 + '%';
  view.scrollLeft = share * track.offsetWidth - at;
  draw();
}

function panTo(px, gently) {
  view.scrollTo({ left: px, behavior: gently && !calm.matches ? 'smooth' : 'auto' });
}

const STEPS_MS = [100, 200, 500, 1e3, 2e3, 5e3, 1e4, 15e3, 3e4, 6e4, 12e4, 3e5, 6e5, 18e5, 36e5, 72e5, 216e5, 864e5];

// Only what is in view gets ticks, so that an hour costs no more than a minute.
function draw() {
  const perMs = track.offsetWidth / spanMs;
  const from = view.scrollLeft / perMs;
  const to = Math.min(score.durationMs, (view.scrollLeft + view.clientWidth) / perMs);
  const step = STEPS_MS.find((ms) => ms * perMs >= 72) ?? Math.ceil(72 / perMs / 864e5) * 864e5;
  const ticks = [];
  for (let n = Math.floor(from / step); n * step <= to; n++) {
    const tick = document.createElement('i');
    tick.style.left = (n * step * 100) / spanMs + '%';
    if (n * step * perMs < track.offsetWidth - 30) tick.textContent = clock(n * step, step < 1000 ? 1 : 0);
    ticks.push(tick);
  }
  grid.replaceChildren(...ticks);
  const decimals = to - from < 1e4 ? 2 : to - from < 6e4 ? 1 : 0;
  byId('range').textContent = clock(from, decimals) + ' – ' + clock(to, decimals) + ' of ' + clock(score.durationMs, 0);
  let free = 11;
  for (const flag of flags) {
    const px = score.moments[flag.dataset.moment].atMs * perMs;
    const half = flag.textContent.length > 2 ? 15 : 11;
    const shift = Math.min(Math.max(0, free - 11 + half - px), track.offsetWidth - half - px);
    const crowded = shift > 46 || px + shift + 11 - half < free;
    flag.classList.toggle('crowded', crowded);
    flag.style.setProperty('--shift', (crowded ? 0 : shift) + 'px');
    if (!crowded) free = px + shift + half + 12;
  }
  tip.hidden = true;
}

function zoomByName(name) {
  zoomTo(name === 'fit' ? 1 : name === 'in' ? zoomed * 1.5 : zoomed / 1.5);
  say('Showing ' + byId('range').textContent);
}
for (const button of all('[data-zoom]')) button.addEventListener('click', () => zoomByName(button.dataset.zoom));

view.addEventListener('scroll', () => requestAnimationFrame(draw), { passive: true });
new ResizeObserver(draw).observe(view);
view.addEventListener('wheel', (event) => {
  if (event.ctrlKey || event.metaKey) {
    event.preventDefault();
    const turned = limit(event.deltaY * (event.deltaMode === 1 ? 16 : 1), -120, 120);
    zoomTo(zoomed * Math.exp(-turned / 240), event.clientX - view.getBoundingClientRect().left);
    return;
  }
  // A plain wheel pans while there is something to pan, then it is the page's again.
  const room = event.deltaY > 0 ? view.scrollWidth - view.clientWidth - view.scrollLeft : view.scrollLeft;
  if (Math.abs(event.deltaY) <= Math.abs(event.deltaX) || room < 1) return;
  event.preventDefault();
  view.scrollLeft += event.deltaY * (event.deltaMode === 1 ? 16 : 1);
}, { passive: false });

let grip = null;
view.addEventListener('pointerdown', (event) => {
  if (event.button === 0 && event.pointerType !== 'touch') grip = { x: event.clientX, left: view.scrollLeft, moved: false };
});
addEventListener('pointermove', (event) => {
  if (grip === null) return;
  if (Math.abs(event.clientX - grip.x) > 4) grip.moved = true;
  if (!grip.moved) return;
  view.classList.add('dragging');
  view.scrollLeft = grip.left - (event.clientX - grip.x);
});
addEventListener('pointerup', () => {
  view.classList.remove('dragging');
  // The click that ends a drag follows at once; after it the grip is gone.
  setTimeout(() => { grip = null; });
});
addEventListener('pointercancel', () => { view.classList.remove('dragging'); grip = null; });
`;
