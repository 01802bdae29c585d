// Turns what is known of a terminal into whether it follows links, and a file into the link to it.
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Sink } from '../host.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** What it takes to name a file to a terminal. */
export interface Links {
  readonly cwd: string;
  readonly hostName: string;
}

/** Terminals that are known to follow links, by what they set. A terminal that does not know them may show rubbish. */
const KNOWN: readonly ((env: Environment) => boolean)[] = [
  ({ TERM_PROGRAM: program }) => ['iTerm.app', 'WezTerm', 'vscode', 'ghostty'].includes(program ?? ''),
  ({ VTE_VERSION: version }) => Number(version) >= 5000,
  ({ KITTY_WINDOW_ID, WT_SESSION }) =>
    [KITTY_WINDOW_ID, WT_SESSION].some((id) => id !== undefined && id !== ''),
  ({ TERM }) => TERM === 'xterm-kitty' || TERM === 'xterm-ghostty',
];

/** FORCE_HYPERLINK decides, where it is set; else whether this is a coloured terminal of a known kind. Never in a pipe. */
export function followsLinks(env: Environment, sink: Sink, colorLevel: number): boolean {
  if (!sink.isTerminal) return false;
  const { FORCE_HYPERLINK: force } = env;
  if (force !== undefined && force !== '') return force !== '0' && force !== 'false';
  // A multiplexer hides which terminal is outside, and passes on the environment of the one it was started in.
  if (env.TMUX !== undefined || env.STY !== undefined) return false;
  return colorLevel > 0 && KNOWN.some((isKnown) => isKnown(env));
}

const OPEN = '\u001b]8;;';
const CLOSE = '\u001b\\';

/** Text that leads to a file: as OSC 8 has it, with the host, since the terminal may run elsewhere. */
export function linked(text: string, path: string, { cwd, hostName }: Links): string {
  const url = pathToFileURL(resolve(cwd, path)).href.replace(
    'file://',
    `file://${encodeURIComponent(hostName)}`,
  );
  return `${OPEN}${url}${CLOSE}${text}${OPEN}${CLOSE}`;
}

/** The same text, leading nowhere. */
export function withoutLinks(text: string): string {
  return text.replaceAll(/\u001b\]8;;[^\u001b]*\u001b\\/g, '');
}
