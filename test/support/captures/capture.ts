// Names what a kind of capture is: a way in which people get hold of messages, as files that hold the same twelve.
import type { CodedText, Coding } from '../coding.ts';
import { BODIES, TEXTS } from './call.ts';

/** How near a finding's line and column come to the wrong value. */
export type Exactness = 'exact' | 'its 4 characters of base64' | 'the beginning of its base64';

export interface Capture {
  /** What it is, as the README has it. */
  readonly name: string;
  readonly files: ReadonlyMap<string, CodedText>;
  readonly places: Exactness;
  /** Whether its messages are those that clients get: they name no call. */
  readonly client: boolean;
}

interface Ways {
  readonly codings?: readonly Coding[];
  readonly places?: Exactness;
  readonly client?: boolean;
  readonly file?: string;
}

/** A capture in one file. */
export function capture(name: string, text: string, ways: Ways = {}): Capture {
  const { codings = [], places = 'exact', client = false, file = 'capture.log' } = ways;
  return { name, files: new Map([[file, { text, codings }]]), places, client };
}

/** A capture with a line or more for each message. */
export function perMessage(name: string, write: (index: number) => string, ways: Ways = {}): Capture {
  return capture(name, TEXTS.map((_, index) => `${write(index)}\n`).join(''), ways);
}

/** A capture with a line of JSON for each message. */
export function perDocument(name: string, make: (index: number) => unknown, ways: Ways = {}): Capture {
  return perMessage(name, (index) => JSON.stringify(make(index)), ways);
}

/** A capture that is one JSON document, with something for each message. */
export function inOne(
  name: string,
  item: (index: number) => unknown,
  around: (items: unknown[]) => unknown,
  ways: Ways = {},
): Capture {
  const items = BODIES.map((_, index) => item(index));
  return capture(name, `${JSON.stringify(around(items), null, 2)}\n`, { file: 'capture.json', ...ways });
}

/** The name of its case. */
export function slugOf({ name }: Capture): string {
  return `capture-${name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')}`;
}
