// Lists the options that go together, wherever a command takes them.
import type { OptionName } from './options.ts';

export const LOOK: readonly OptionName[] = ['format', 'color', 'width', 'tz', 'quiet'];

/** What of the input is wanted; they mean the same everywhere. */
export const FILTERS: readonly OptionName[] = ['call', 'assistant', 'turn', 'since', 'until'];
export const INPUT: readonly OptionName[] = ['at', 'explainInput', 'maxRecord'];
