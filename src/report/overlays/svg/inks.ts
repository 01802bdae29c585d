// Turns a segment, a silence or an overlap into its ink on a lane.
import type { ScoreSegment, Silence } from '../../score.ts';
import { clock } from '../../shown.ts';
import type { Overlap } from '../lanes.ts';
import { escaped } from '../markup.ts';
import { doubtIn, isDoubtful, sentenceOf, spokenIn } from '../words.ts';
import { LANE_HEIGHT, rounded, type System } from './scale.ts';

const BAR_HEIGHT = 24;
const OVERLAP_HEIGHT = 14;
/** However short, speech is seen. */
const LEAST_PX = 2;
const ROOM_FOR_NUMBER_PX = 14;
const ROOM_FOR_TEXT_PX = 56;
/** A wide guess, since no one knows the reader's font. */
const CHARACTER_PX = 6.8;

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export function barOf(segment: ScoreSegment, system: System, laneY: number): string {
  const box = boxOf(segment, system, laneY, BAR_HEIGHT);
  const title = `<title>${escaped(sentenceOf(segment))}</title>`;
  const ink = isDoubtful(segment) ? hatched(segment, system, box) : solid(segment, system, box);
  return `<g class="${segment.voice}">${title}${ink}${labelIn(segment, system, box)}</g>`;
}

export function silenceOf(silence: Silence, system: System, laneY: number): string {
  const { x, width } = boxOf(silence, system, laneY, 0);
  const y = laneY + LANE_HEIGHT / 2;
  const span = `${clock(silence.startMs)} to ${clock(silence.endMs)}`;
  const title = `<title>${silence.dead ? 'dead air' : 'waiting'}, ${silence.owedBy} owes the next word, ${span}</title>`;
  const line = (kind: string, inset: number): string =>
    `<path class="${kind}" d="M${rounded(x + inset)} ${y}h${rounded(Math.max(0.01, width - 2 * inset))}"/>`;
  return `<g>${title}${silence.dead ? line('dead', 1) + line('ticks', 1) : line('wait', 4)}</g>`;
}

export function overlapOf(overlap: Overlap, system: System, laneY: number): string {
  const { x, y, width, height } = boxOf(overlap, system, laneY, OVERLAP_HEIGHT);
  const fill = overlap.certain ? 'class="bar"' : 'fill="url(#turnline-both)"';
  return `<g class="overlap"><title>${overlap.certain ? 'both speak' : 'both may speak'}</title><rect ${fill} x="${x}" y="${y}" width="${width}" height="${height}" rx="1.5"/></g>`;
}

/** Cut at the ends of the system. */
function boxOf(span: { startMs: number; endMs: number }, system: System, laneY: number, height: number): Box {
  const left = system.x(Math.max(span.startMs, system.startMs));
  const right = system.x(Math.min(span.endMs, system.endMs));
  const [x, width] = [rounded(left), rounded(Math.max(LEAST_PX, right - left))];
  return { x, y: laneY + (LANE_HEIGHT - height) / 2, width, height };
}

/** Round where it starts and ends, straight where it goes on in another system. */
function solid(segment: ScoreSegment, { startMs, endMs }: System, { x, y, width, height }: Box): string {
  const [left, right] = [segment.startMs >= startMs, segment.endMs <= endMs];
  const r = Math.min(3, width / 2);
  const corner = (round: boolean, sweep: string): string => (round ? `a${r} ${r} 0 0 1 ${sweep}` : '');
  const d = [
    `M${rounded(x + (left ? r : 0))} ${y}H${rounded(x + width - (right ? r : 0))}`,
    corner(right, `${r} ${r}`),
    `V${y + height - (right ? r : 0)}`,
    corner(right, `${-r} ${r}`),
    `H${rounded(x + (left ? r : 0))}`,
    corner(left, `${-r} ${-r}`),
    `V${y + (left ? r : 0)}`,
    corner(left, `${r} ${-r}`),
  ];
  return `<path class="bar" d="${d.join('')}Z"/>`;
}

/** An observed end is a firm line, one that is not observed a dotted line. */
function hatched(segment: ScoreSegment, system: System, { x, y, width, height }: Box): string {
  const rect = `x="${x}" y="${y}" width="${width}" height="${height}"`;
  const side = (kind: string, at: number): string =>
    `<path class="${kind === 'observed' ? 'edge' : 'open'}" d="M${rounded(at)} ${y}v${height}"/>`;
  return [
    `<rect class="under" ${rect}/><rect fill="url(#turnline-${segment.voice})" ${rect}/>`,
    `<path class="edge" d="M${x} ${y}h${width}m0 ${height}h${-width}"/>`,
    segment.startMs >= system.startMs ? side(segment.startKind, x) : '',
    segment.endMs <= system.endMs ? side(segment.endKind, x + width) : '',
  ].join('');
}

/** The turn's number, and the words as far as there is room: a nested picture cuts what leaves it. */
function labelIn(segment: ScoreSegment, { startMs }: System, { x, y, width, height }: Box): string {
  if (width < Math.max(ROOM_FOR_NUMBER_PX, 8 + 8 * segment.turn.length)) return '';
  const text = spokenIn(segment) ?? doubtIn(segment);
  const number = segment.turn === '-' ? '' : segment.turn;
  const goesOn = segment.startMs < startMs;
  const words = goesOn
    ? '…'
    : `<tspan class="strong">${escaped(number)}</tspan> ${escaped(cut(text, width - 8 * number.length))}`;
  const kind = isDoubtful(segment) ? 'label doubtful' : 'label';
  const inset = width < ROOM_FOR_TEXT_PX ? 4 : 7;
  return `<svg x="${x}" y="${y}" width="${rounded(width - 3)}" height="${height}"><text class="${kind}" x="${inset}" y="16.5">${words}</text></svg>`;
}

function cut(text: string, room: number): string {
  if (room < ROOM_FOR_TEXT_PX || text === '') return '';
  const [characters, most] = [[...text], Math.floor((room - 14) / CHARACTER_PX)];
  return ` ${
    characters.length > most
      ? `${characters
          .slice(0, most - 1)
          .join('')
          .trimEnd()}…`
      : text
  }`;
}
