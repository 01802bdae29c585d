// Turns each way in which bytes can fail to be JSON into plain words.
import { BEYOND } from '../limits.ts';

/** What is wrong with a document, and the offset of the byte where it shows. */
export interface Problem {
  readonly reason: Reason;
  readonly at: number;
}

/** The record ends before the value does (`ends-early`), or a byte cannot stand where it stands. */
export type Reason = keyof typeof REASONS;

export const REASONS = {
  'ends-early': 'it ends before the value is complete',
  'wants-value': 'a value is expected here',
  'wants-key': 'a key in double quotes is expected here',
  'wants-colon': 'a colon is expected after the key',
  'wants-comma-or-brace': 'a comma or } is expected here',
  'wants-comma-or-bracket': 'a comma or ] is expected here',
  'bad-number': 'this is not a number as JSON writes them',
  'bad-word': 'only true, false and null may stand without quotes',
  'bad-escape': 'this escape sequence does not exist in JSON',
  'control-character': 'a raw control character or line break stands inside a string',
  ...BEYOND,
  javascript: 'this is how JavaScript shows an object: print it with JSON.stringify',
  python: 'this is how Python shows a dict: print it with json.dumps',
  ruby: 'this is how Ruby shows a hash: print it with to_json',
  'more-after-value': 'something follows the value that is no JSON value',
} as const;
