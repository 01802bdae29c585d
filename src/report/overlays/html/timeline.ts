// Turns a score into the page's lanes: segments that take the focus, silences, overlaps and the flags of moments.
import type { Score, ScoreSegment, Voice } from '../../score.ts';
import { overlapsOf, VOICES } from '../lanes.ts';
import { escaped } from '../markup.ts';
import { doubtIn, isDoubtful, oneLine, sentenceOf, spokenIn } from '../words.ts';

const HELP = 'Arrow keys pan, plus and minus zoom, 0 shows the whole call. Tab enters the segments.';

const LEGEND: readonly [string, string][] = [
  ['assistant', 'assistant'],
  ['user', 'user'],
  ['both', 'both speak'],
  ['doubt', 'end not observed'],
  ['wait', 'waiting, on the lane of who owes the next word'],
  ['dead', 'dead air'],
];

export function timelineOf(score: Score, player: string): string {
  return `<section class="timeline" aria-labelledby="timeline-name">
<h2 id="timeline-name" class="quiet">Timeline</h2>
<div class="tools">
${player}<p id="range" class="range"></p>
<div class="zoom" role="group" aria-label="Zoom">
<button type="button" data-zoom="out" aria-label="Zoom out" title="Zoom out (-)">−</button>
<button type="button" data-zoom="fit" title="Show the whole call (0)">Fit</button>
<button type="button" data-zoom="in" aria-label="Zoom in" title="Zoom in (+)">+</button>
</div>
</div>
<div class="staff" id="staff">
<div class="names" aria-hidden="true"><span>assistant</span><span>user</span><span>both</span></div>
<div class="view" id="view" role="region" aria-label="Lanes" aria-description="${HELP}" tabindex="0">
<div class="track" id="track">
<div class="grid" id="grid" aria-hidden="true"></div>
<div class="flags" aria-hidden="true">${score.moments.map(({ atMs }, index) => flag(score, atMs, index)).join('')}</div>
${VOICES.map((voice) => lane(score, voice)).join('\n')}
<div class="lane" aria-hidden="true">${overlapsOf(score)
    .map((overlap) => `<i class="both${overlap.certain ? '' : ' doubt'}"${placed(score, overlap)}></i>`)
    .join('')}</div>
<div class="cursor" id="cursor" aria-hidden="true" hidden></div>
</div>
</div>
<div class="tip" id="tip" aria-hidden="true" hidden></div>
</div>
<ul class="legend" aria-label="Legend">${LEGEND.map(([kind, says]) => `<li><i class="${kind}"></i>${says}</li>`).join('')}</ul>
</section>`;
}

function lane(score: Score, voice: Voice): string {
  const bars = [...score.segments.entries()].filter(([, segment]) => segment.voice === voice);
  const owed = score.silences.filter(({ owedBy }) => owedBy === voice);
  return `<div class="lane ${voice}">
<div aria-hidden="true">${owed.map((silence) => `<i class="${silence.dead ? 'dead' : 'wait'}"${placed(score, silence)}></i>`).join('')}</div>
<ul aria-label="${voice}, ${bars.length} ${bars.length === 1 ? 'segment' : 'segments'}">
${bars.map(([index, segment]) => bar(score, segment, index)).join('\n')}
</ul>
</div>`;
}

function bar(score: Score, segment: ScoreSegment, index: number): string {
  const classes = [
    'bar',
    ...(isDoubtful(segment) ? ['doubt'] : []),
    ...(segment.startKind === 'observed' ? [] : ['no-start']),
    ...(segment.endKind === 'observed' ? [] : ['no-end']),
  ].join(' ');
  const number = segment.turn === '-' ? '' : `<b>${escaped(segment.turn)}</b> `;
  return `<li${placed(score, segment)}><button type="button" class="${classes}" data-segment="${index}" aria-label="${escaped(sentenceOf(segment))}"><span>${number}${wordsIn(segment)}</span></button></li>`;
}

/** What was said, else what is doubtful; the style leaves it out of bars too short for it. */
function wordsIn(segment: ScoreSegment): string {
  const text = spokenIn(segment);
  if (text !== null) return `<span>${escaped(text)}</span>`;
  return isDoubtful(segment) ? `<span><em>${escaped(doubtIn(segment))}</em></span>` : '';
}

function flag(score: Score, atMs: number, index: number): string {
  const kind = oneLine(score.moments[index]?.kind ?? '').replaceAll('-', ' ');
  return `<i class="flag" data-moment="${index}" title="${escaped(kind)}"${placed(score, { startMs: atMs, endMs: atMs })}><b>${index + 1}</b></i>`;
}

/** In shares of the window, so that a zoom moves nothing but the track's width. */
function placed({ durationMs }: Score, { startMs, endMs }: { startMs: number; endMs: number }): string {
  const percent = (ms: number): string => ((100 * ms) / Math.max(durationMs, 1)).toFixed(6);
  return ` style="left:${percent(startMs)}%;width:${percent(endMs - startMs)}%"`;
}
