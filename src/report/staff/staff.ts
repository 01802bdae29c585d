// Turns a score into the staff: the call drawn like sheet music, with a lane for each voice and notes below.
import type { Measure } from '../cut.ts';
import { type Block, blank, line, tone, type Words } from '../model.ts';
import type { Moment, Score } from '../score.ts';
import { clock } from '../shown.ts';
import { drawLane, signsOf } from './glyphs.ts';
import { columnAt, type Grid, gridOf } from './grid.ts';
import { columnsOf, layOut, type Piece } from './layout.ts';
import { CAUTIOUS, kindColumns, notesOf, type Page } from './notes.ts';
import { inMargin, MARGIN, type StaffOptions } from './options.ts';
import { LANES, type Lane, rasterise } from './raster.ts';
import { rulerOver } from './ticks.ts';

/** More than anyone reads; what is left is named, not drawn. */
const MOST_PIECES = 200;

/** `measure` may be a Ruler that was prepared for the sentences; without it anything but ASCII is given too much room. */
export function staffOf(score: Score, options: StaffOptions, measure: Measure = CAUTIOUS): Block[] {
  const page: Page = {
    width: options.width,
    noteWidth: options.noteWidth ?? options.width,
    ascii: options.ascii,
    measure,
  };
  const room = options.width - MARGIN;
  const grid = gridOf(score, options, room);
  if (grid.fromColumn >= grid.toColumn) return [nothing(score)];
  const kindWidth = kindColumns(score.moments, page);
  const blocks: Block[] = [];
  let pieces = 0;
  for (const piece of layOut(score, grid, columnsOf(grid, room, options.fit))) {
    if (pieces++ > 0) blocks.push(blank);
    if (pieces > MOST_PIECES) {
      blocks.push(more(piece, grid, page));
      break;
    }
    if (piece.kind === 'fold') blocks.push(foldLine(piece, grid, page));
    else {
      for (const block of systemLines(score, piece, grid, page)) blocks.push(block);
      for (const block of notesOf(momentsIn(score, piece, grid), kindWidth, page)) blocks.push(block);
    }
  }
  return blocks;
}

function systemLines(score: Score, { fromColumn, toColumn }: Piece, grid: Grid, page: Page): Block[] {
  const { unitsPerColumn } = grid;
  const ruler = rulerOver(fromColumn, toColumn, grid, page.width - MARGIN);
  const part = { from: fromColumn * unitsPerColumn, to: toColumn * unitsPerColumn };
  const lanes = rasterise(score, grid, part);
  const signs = signsOf(page.ascii);
  return [
    ...ruler.map((text) => line(...(text === '' ? [] : [tone('faint', inMargin('') + text)]))),
    ...LANES.map((lane) => {
      const drawn = drawLane(lane, lanes[lane], unitsPerColumn, signs);
      return { kind: 'line', words: [nameOf(lane, drawn.length > 0), ...drawn] } as const;
    }),
  ];
}

function nameOf(lane: Lane, isFollowed: boolean): Words {
  const name = inMargin(lane);
  return tone(lane === 'both' ? 'faint' : lane, isFollowed ? name : name.trimEnd());
}

function momentsIn({ moments }: Score, { fromColumn, toColumn }: Piece, grid: Grid): Moment[] {
  return moments.filter(({ atMs }) => {
    const column = columnAt(atMs, grid);
    return fromColumn <= column && column < toColumn;
  });
}

function foldLine({ fromColumn, toColumn, silence }: Piece, grid: Grid, page: Page): Block {
  const [startMs, endMs] = [fromColumn * grid.msPerColumn, toColumn * grid.msPerColumn];
  const dots = dotsOf(page);
  return line(
    tone('faint', inMargin(clock(startMs, 0))),
    tone(silence?.dead === true ? 'bad' : 'faint', `${dots} ${clock(endMs - startMs, 0)} of silence ${dots}`),
  );
}

function more({ fromColumn }: Piece, { toColumn, msPerColumn }: Grid, page: Page): Block {
  const left = clock((toColumn - fromColumn) * msPerColumn, 0);
  return line(tone('faint', `${dotsOf(page)} ${left} more: --fit or --from/--to`));
}

function nothing({ durationMs }: Score): Block {
  return line(tone('faint', `nothing to draw: the call lasts ${clock(durationMs, 1)}`));
}

function dotsOf({ ascii }: Page): string {
  return ascii ? '...' : '…';
}
