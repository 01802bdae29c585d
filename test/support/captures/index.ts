// Lists every kind of capture, in the order of the README's table.
import type { Capture } from './capture.ts';
import { clouds } from './clouds.ts';
import { containers } from './containers.ts';
import { framings } from './framings.ts';
import { lines } from './lines.ts';
import { loggers } from './loggers.ts';
import { tools } from './tools.ts';

export const CAPTURES: readonly Capture[] = [
  ...framings,
  ...lines,
  ...containers,
  ...loggers,
  ...clouds,
  ...tools,
];
