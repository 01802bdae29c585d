// Turns the filters of an invocation into what of the input is wanted.
import { TurnlineError } from '../errors.ts';
import type { Selection, TurnRange } from '../message/selection.ts';
import type { Invocation } from './command.ts';
import { momentNamed } from './moments.ts';

export function selectionOf({ options, host }: Invocation): Selection {
  const { call, assistant, role, turn, since, until, tz } = options;
  const moment = (flag: string, text: string | undefined): number | undefined => {
    if (text === undefined) return undefined;
    try {
      return momentNamed(text, host.now(), tz ?? host.timeZone);
    } catch (error) {
      throw new TurnlineError(
        'usage',
        `${flag}: ${error instanceof Error ? error.message : ''}, not "${text}"`,
      );
    }
  };
  const selection = {
    call,
    assistant,
    role,
    turns: turn,
    since: moment('--since', since),
    until: moment('--until', until),
  };
  if ((selection.since ?? Number.NEGATIVE_INFINITY) >= (selection.until ?? Number.POSITIVE_INFINITY))
    throw new TurnlineError('usage', '--since must be before --until');
  return selection;
}

/** `3`, `3..7`, `3..`, `..7`, and several of these with commas between. */
export function turnRanges(text: string): TurnRange[] {
  return text.split(',').map((part) => {
    const [, first = '', dots = '', last = ''] = /^(\d*)(\.\.)?(\d*)$/.exec(part.trim()) ?? [];
    if (first === '' && last === '') throw new Error('turns are expected, such as 3, 3..7 or 2,5..');
    const from = first === '' ? null : Number(first);
    const to = dots === '' ? from : last === '' ? null : Number(last);
    if (from !== null && to !== null && from > to)
      throw new Error('the first turn must not come after the last');
    return { first: from, last: to };
  });
}
