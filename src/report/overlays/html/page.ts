// Turns a score into the page's document: its head, its landmarks, and the data that its script reads.
import { createHash } from 'node:crypto';
import type { Score } from '../../score.ts';
import { clock } from '../../shown.ts';
import { escaped, scriptJson } from '../markup.ts';
import type { OverlayOptions } from '../overlay.ts';
import { callName, factsOf, oneLine, spokenIn, startedAt, whoIn } from '../words.ts';
import { audioOf, mediaPolicy } from './audio.ts';
import { SCRIPT } from './script.ts';
import { STYLE } from './style.ts';
import { momentList, turnTable } from './tables.ts';
import { timelineOf } from './timeline.ts';

export function pageOf(score: Score, { audio, timeZone }: OverlayOptions): string {
  const name = escaped(callName(score));
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policyOf(audio)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${name} · who spoke when</title>
<link rel="icon" href="data:,">
<style>${STYLE}</style>
</head>
<body>
<a class="skip" href="#turns">Skip to the turns</a>
<header>
<h1><span>Call</span> ${name}</h1>
<dl>${headFacts(score, timeZone)}</dl>
</header>
<main>
${timelineOf(score, audioOf(audio))}
<div class="below">
${turnTable(score)}
${momentList(score)}
</div>
</main>
<p id="status" class="quiet" role="status"></p>
<script type="application/json" id="score">${scriptJson(dataOf(score))}</script>
<script>${SCRIPT}</script>
</body>
</html>
`;
}

/** Nothing is fetched, and no script runs but the page's own. */
function policyOf(audio: OverlayOptions['audio']): string {
  const hash = createHash('sha256').update(SCRIPT).digest('base64');
  return [
    "default-src 'none'",
    `script-src 'sha256-${hash}'`,
    "style-src 'unsafe-inline'",
    'img-src data:',
    ...mediaPolicy(audio),
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

function headFacts(score: Score, timeZone: string | undefined): string {
  const facts: [string, string | null][] = [
    ['began', startedAt(score, timeZone)],
    ['lasts', clock(score.durationMs)],
    ['turns', String(score.turns.length)],
    ['moments', String(score.moments.length)],
  ];
  return facts
    .filter(([, fact]) => fact !== null)
    .map(([term, fact]) => `<div><dt>${term}</dt><dd>${escaped(fact ?? '')}</dd></div>`)
    .join('');
}

/** What the script needs to know; the rest is in the document. */
function dataOf(score: Score): object {
  return {
    durationMs: score.durationMs,
    segments: score.segments.map((segment) => ({
      voice: segment.voice,
      turn: oneLine(segment.turn),
      startMs: segment.startMs,
      who: whoIn(segment),
      facts: factsOf(segment),
      text: spokenIn(segment),
    })),
    moments: score.moments.map(({ atMs, kind }) => ({ atMs, kind: oneLine(kind) })),
    turns: score.turns.map(({ turn, startMs }) => ({ turn: oneLine(turn), startMs })),
  };
}
