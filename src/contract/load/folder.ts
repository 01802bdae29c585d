// Turns a folder of schemas into the surroundings of one of them: what its references lead to, and nothing outside.
import { readFileSync, realpathSync, statSync } from 'node:fs';
import { isAbsolute, join, relative, sep } from 'node:path';
import { systemReason, TurnlineError } from '../../errors.ts';
import type { Surroundings } from '../compile.ts';
import { MOST_BYTES, parseJson } from './files.ts';

/** More than any set of schemas has. */
const MOST_FILES = 1_000;

/** `path` is the schema that is read first; where it is not in the folder, it is taken as if it stood at its top. */
export function surroundingsIn(folder: string, name: string, path: string): Surroundings {
  const root = rootOf(folder, name);
  const own = insideOf(root, path) ?? 'schema';
  let files = 0;
  return {
    path: own.split(sep).join('/'),
    find(sought) {
      const inside = insideOf(root, join(root, sought));
      if (inside === undefined || ++files > MOST_FILES) return undefined;
      const found = join(root, inside);
      const entry = statSync(found);
      if (!entry.isFile()) return undefined;
      if (entry.size > MOST_BYTES) throw new TurnlineError('schema', `${join(name, sought)} is too large`);
      return parseJson(textOf(found, join(name, sought)), join(name, sought));
    },
  };
}

function rootOf(folder: string, name: string): string {
  try {
    if (!statSync(folder).isDirectory()) throw new TurnlineError('schema', `${name} is no folder`);
    return realpathSync(folder);
  } catch (error) {
    if (error instanceof TurnlineError) throw error;
    throw new TurnlineError('schema', `cannot read the folder ${name}: ${systemReason(error)}`, {
      cause: error,
    });
  }
}

/** The way from the folder to a file, links resolved; undefined where that leads out, or nowhere. */
function insideOf(root: string, path: string): string | undefined {
  try {
    const way = relative(root, realpathSync(path));
    return way === '' || way.split(sep)[0] === '..' || isAbsolute(way) ? undefined : way;
  } catch {
    return undefined;
  }
}

function textOf(path: string, name: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new TurnlineError('schema', `cannot read ${name}: ${systemReason(error)}`, { cause: error });
  }
}
