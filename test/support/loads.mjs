// Turns what a process imports into lines of the file that LOADS names; given to Node by --import.
import { appendFileSync } from 'node:fs';
import { register } from 'node:module';

/** Node calls it in a thread of its own, which loads this file again. */
export async function resolve(specifier, context, next) {
  const found = await next(specifier, context);
  appendFileSync(process.env.LOADS, `${found.url}\n`);
  return found;
}

if (!new URL(import.meta.url).searchParams.has('hooks')) register(`${import.meta.url}?hooks`);
