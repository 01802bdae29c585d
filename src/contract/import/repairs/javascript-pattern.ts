// Unwraps patterns written as JavaScript literals, and removes those that no regular expression can be made of.
import { without } from '../schema.ts';
import type { RepairRule } from './repair.ts';

const LITERAL = /^\/(.*)\/([a-z]*)$/su;

export const javascriptPattern: RepairRule = {
  explain:
    'a pattern written as /.../u matches its own slashes and so nothing; it is unwrapped, or removed where its flags or its text cannot be kept',
  apply(schema) {
    const pattern = schema.pattern;
    if (typeof pattern !== 'string') return undefined;
    const [, body, flags = ''] = LITERAL.exec(pattern) ?? [];
    const text = body?.replaceAll('\\/', '/') ?? pattern;
    const reason = `pattern ${pattern.slice(0, 60)}`;
    // The flags d, g, u, v and y do not change what is accepted; i, m and s do.
    if (/[ims]/.test(flags) || !compiles(text))
      return { schema: without(schema, 'pattern'), reason: `${reason} cannot be kept` };
    return body === undefined ? undefined : { schema: { ...schema, pattern: text }, reason };
  },
};

function compiles(pattern: string): boolean {
  try {
    new RegExp(pattern, 'u');
    return true;
  } catch {
    return false;
  }
}
