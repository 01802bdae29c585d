// Names the script's part that jumps to turns and moments, and marks what was chosen.

export const SELECT = `
function mark(elements, chosen, attribute) {
  for (const element of elements) {
    element.classList.toggle('now', element === chosen);
    if (!attribute) continue;
    if (element === chosen) element.setAttribute('aria-current', 'true');
    else element.removeAttribute('aria-current');
  }
}

function putCursor(ms, seek) {
  cursor.hidden = false;
  cursor.style.left = (ms / spanMs) * 100 + '%';
  if (seek && audio) audio.currentTime = ms / 1000;
}

function jump(ms) {
  const widest = spanMs / JUMP_MS;
  if (zoomed < widest) zoomTo(widest);
  putCursor(ms, true);
  panTo(pxOf(ms) - view.clientWidth / 3, true);
}

const rows = all('tr[data-turn]');
const items = all('aside li');
function showTurn(turn) {
  const index = turn === '-' ? -1 : score.turns.findIndex((row) => row.turn === turn);
  mark(rows, rows[index], true);
  bars.forEach((bar, n) => bar.classList.toggle('lit', index >= 0 && score.segments[n].turn === turn));
  return rows[index];
}

for (const row of rows) {
  row.addEventListener('click', () => {
    const selected = getSelection();
    if (selected.type === 'Range' && selected.containsNode(row, true)) return;
    const { turn, startMs } = score.turns[row.dataset.turn];
    mark(items); mark(flags);
    showTurn(turn);
    if (turn === '-') mark(rows, row, true);
    jump(startMs);
    say('Turn ' + turn + ' at ' + clock(startMs, 2));
  });
}

function showMoment(index) {
  const { atMs, kind } = score.moments[index];
  mark(flags, flags[index]);
  mark(items, items[index], true);
  jump(atMs);
  items[index].scrollIntoView({ block: 'nearest' });
  say('Moment ' + (index + 1) + ', ' + kind.replaceAll('-', ' ') + ' at ' + clock(atMs, 2));
}
for (const one of all('[data-moment]')) one.addEventListener('click', (event) => {
  event.stopPropagation();
  if (!grip?.moved) showMoment(Number(one.dataset.moment));
});

track.addEventListener('click', (event) => {
  if (grip?.moved) return;
  const bar = event.target.closest('.bar');
  if (bar === null) {
    const ms = msAt(event.clientX);
    putCursor(ms, true);
    say('At ' + clock(ms, 2));
    return;
  }
  const segment = score.segments[bar.dataset.segment];
  putCursor(event.detail > 0 ? msAt(event.clientX) : segment.startMs, true);
  showTurn(segment.turn)?.scrollIntoView({ block: 'nearest' });
});
`;
