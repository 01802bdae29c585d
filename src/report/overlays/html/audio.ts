// Turns the recording's name or bytes into a player, and into what the page's policy must allow for it.
import { escaped } from '../markup.ts';
import type { OverlayOptions } from '../overlay.ts';

type Audio = OverlayOptions['audio'];

export function audioOf(audio: Audio): string {
  if (audio === undefined) return '';
  const source = audio.dataUrl ?? relativeUrl(audio.name);
  return `<div class="player"><audio id="audio" controls preload="metadata" src="${escaped(source)}" aria-label="Recording"></audio>
<p id="silent" hidden>The recording ${escaped(audio.name)} cannot be played. It should lie beside this page.</p></div>`;
}

export function mediaPolicy(audio: Audio): string[] {
  if (audio === undefined) return [];
  return [audio.dataUrl === undefined ? "media-src 'self' file:" : 'media-src data:'];
}

/** A path as a URL: no part of it is taken for a scheme, a host, a query or a fragment. */
function relativeUrl(path: string): string {
  const parts = path
    .replaceAll('\\', '/')
    .replaceAll(/\p{Surrogate}/gu, '\ufffd')
    .split('/');
  const url = parts.map(encodeURIComponent).join('/');
  return path.startsWith('/') ? `file://${url}` : `./${url}`;
}
