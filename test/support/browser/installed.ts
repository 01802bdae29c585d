// Turns the places of a program that tests need into its path, or into a printed reason to go without it.
import { existsSync } from 'node:fs';

const CHROMIUM = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];
const PRAAT = ['/usr/bin/praat', '/Applications/Praat.app/Contents/MacOS/Praat'];

/** What CHROMIUM names, else where systems put it. */
export function findChromium(): string | undefined {
  return find('Chromium', process.env.CHROMIUM, CHROMIUM);
}

/** What PRAAT names, else where systems put it. */
export function findPraat(): string | undefined {
  return find('Praat', process.env.PRAAT, PRAAT);
}

/** Where the project is built for others, nothing is left out: there it is an error. */
function find(name: string, named: string | undefined, usual: readonly string[]): string | undefined {
  const path = [named ?? '', ...usual].find((place) => place !== '' && existsSync(place));
  if (path !== undefined) return path;
  const reason = `${name} is not installed (looked at ${usual.join(', ')}; ${name.toUpperCase()} can name it)`;
  if (process.env.CI === 'true') throw new Error(reason);
  console.warn(`skipped: ${reason}`);
  return undefined;
}
