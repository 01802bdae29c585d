// Names the script's part that follows the recording while it plays.

export const LISTEN = `
function follow() {
  const ms = audio.currentTime * 1000;
  putCursor(limit(ms, 0, score.durationMs), false);
  const px = pxOf(ms) - view.scrollLeft;
  if (!audio.paused && grip === null && (px < 0 || px > view.clientWidth)) panTo(pxOf(ms) - view.clientWidth / 10);
  if (!audio.paused && !audio.ended) requestAnimationFrame(follow);
}
if (audio) {
  audio.addEventListener('play', follow);
  audio.addEventListener('seeked', follow);
  audio.addEventListener('error', () => { byId('silent').hidden = false; });
}
draw();
`;
