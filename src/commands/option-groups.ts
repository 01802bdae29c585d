// Lists options that several commands take together.
import type { Operands } from './command.ts';
import type { OptionName } from './options.ts';

/** How output looks. */
export const LOOK: readonly OptionName[] = ['format', 'color', 'width', 'tz', 'quiet', 'pager'];
export const WORDS: readonly OptionName[] = ['text', 'reveal'];
export const JUDGE: readonly OptionName[] = ['schema', 'schemaAt', 'schemaDir', 'asPublished'];

/** What of the input is wanted; they mean the same everywhere. */
export const FILTERS: readonly OptionName[] = ['call', 'assistant', 'turn', 'since', 'until'];
/** How captures are read, on one thread and on many. */
export const READING: readonly OptionName[] = ['at', 'explainInput', 'maxRecord'];
export const INPUT: readonly OptionName[] = [...READING, 'jobs'];
export const COUNTS: readonly OptionName[] = ['strict', 'sequence'];
export const OUTPUT: readonly OptionName[] = ['group', 'limit', 'verbose', 'validOut', 'invalidOut'];

export const NO_OPERANDS: Operands = { syntax: '', about: '' };
