// Turns a pattern for names into the name of the file that a record belongs to.

export const DATE = '{date}';
export const CALL = '{call}';

const PLACEHOLDER = /\{\w*\}/g;
const MOST_CHARACTERS = 100;

/** The placeholders in a pattern that stand for nothing. */
export function strangePlaceholders(pattern: string): string[] {
  return [...pattern.matchAll(PLACEHOLDER)]
    .map(([text]) => text)
    .filter((text) => text !== DATE && text !== CALL);
}

/** `at` is epoch ms, and the day that of UTC. */
export function captureName(pattern: string, at: number, callId: string | undefined): string {
  const day = new Date(at).toISOString().slice(0, 10);
  return pattern.replaceAll(DATE, day).replaceAll(CALL, () => callPart(callId));
}

/** An id comes from outside: without dots and slashes it can neither lead out of its folder nor meet another file. */
function callPart(callId = ''): string {
  const plain = callId.replaceAll(/[^A-Za-z0-9_-]/g, '_').slice(0, MOST_CHARACTERS);
  return plain === '' ? 'no-call' : plain;
}

/** What a part of a path that has placeholders can have become; null where it has none. */
export function namesLike(part: string): RegExp | null {
  if (!part.includes(DATE) && !part.includes(CALL)) return null;
  const literal = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const source = part
    .split(/(\{date\}|\{call\})/)
    .map((piece) =>
      piece === DATE ? '\\d{4}-\\d\\d-\\d\\d' : piece === CALL ? '[A-Za-z0-9_-]+' : literal(piece),
    )
    .join('');
  return new RegExp(`^${source}$`);
}
