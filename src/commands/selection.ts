// Turns the filters of an invocation into what of the input is wanted.
import { TurnlineError } from '../errors.ts';
import type { Selection } from '../message/selection.ts';
import type { Invocation } from './command.ts';
import { momentNamed } from './moments.ts';

export function selectionOf({ options, host }: Invocation): Selection {
  const { call, assistant, role, turn, since, until, tz } = options;
  const moment = (flag: string, text: string | undefined): number | undefined => {
    if (text === undefined) return undefined;
    try {
      return momentNamed(text, host.epochMs(), tz ?? host.timeZone);
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
