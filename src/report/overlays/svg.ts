// Turns a score into a picture of the staff: lanes like those of sheet music, in systems of equal scale.
import type { Score } from '../score.ts';
import { clock } from '../shown.ts';
import { escaped } from './markup.ts';
import type { OverlayFile, OverlayOptions } from './overlay.ts';
import { footOf } from './svg/foot.ts';
import { systemsOf, WIDTH } from './svg/scale.ts';
import { STYLE } from './svg/style.ts';
import { SYSTEM_HEIGHT, systemOf } from './svg/system.ts';
import { callName, startedAt } from './words.ts';

const TOP = 92;
/** Characters that the heading has room for. */
const LONGEST_NAME = 72;

/** One pattern for each ink: an unknown end is hatched, waiting is dotted, dead air is ticked. */
const INKS = `<defs>
<pattern id="turnline-assistant" class="assistant" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path d="M0 0V6" class="hatch"/></pattern>
<pattern id="turnline-user" class="user" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path d="M0 0V6" class="hatch"/></pattern>
<pattern id="turnline-both" class="overlap" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path d="M0 0V6" class="hatch"/></pattern>
</defs>`;

export function print(score: Score, { timeZone }: OverlayOptions): OverlayFile[] {
  const systems = systemsOf(score.durationMs);
  const foot = footOf(score, TOP + systems.length * SYSTEM_HEIGHT);
  const drawn = systems.map((system, index) => systemOf(score, system, TOP + index * SYSTEM_HEIGHT));
  const size = `width="${WIDTH}" height="${foot.bottom}" viewBox="0 0 ${WIDTH} ${foot.bottom}"`;
  const name = callName(score);
  const shortName = name.length > LONGEST_NAME ? `${[...name].slice(0, LONGEST_NAME - 1).join('')}…` : name;
  const began = startedAt(score, timeZone);
  const subtitle = [...(began === null ? [] : [`began ${began}`]), `lasts ${clock(score.durationMs)}`];
  const text = `<svg xmlns="http://www.w3.org/2000/svg" class="turnline" role="img" ${size}>
<title>Call ${escaped(name)}: who spoke when</title>
<desc>${escaped(descriptionOf(score))}</desc>
<style>${STYLE}</style>
${INKS}
<rect class="paper" width="100%" height="100%"/>
<text class="name" x="28" y="44"><tspan class="soft">Call</tspan> ${escaped(shortName)}</text>
<text class="soft" x="28" y="66">${escaped(subtitle.join(' · '))}</text>
${drawn.join('\n')}
${foot.drawn}
</svg>
`;
  return [{ suffix: '.svg', text }];
}

/** What the picture shows, for those who do not see it. */
function descriptionOf({ durationMs, segments, moments }: Score): string {
  const of = (voice: string): number => segments.filter((segment) => segment.voice === voice).length;
  const listed = moments.map(
    ({ atMs, kind, says }) => `${clock(atMs)} ${kind.replaceAll('-', ' ')}: ${says}`,
  );
  return [
    `${clock(durationMs)} of a call, drawn as lanes: assistant with ${of('assistant')} segments, user with ${of('user')}, and both at once.`,
    ...listed,
  ].join(' ');
}
