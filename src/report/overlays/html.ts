// Turns a score into one page that shows the call and plays its recording, and asks nothing of the network.
import type { Score } from '../score.ts';
import { pageOf } from './html/page.ts';
import type { OverlayFile, OverlayOptions } from './overlay.ts';

export function print(score: Score, options: OverlayOptions): OverlayFile[] {
  return [{ suffix: '.html', text: pageOf(score, options) }];
}
