// Turns a case file (what it shows, its command line, its files, what it prints) into a case, and back.
import { CODINGS, type CodedText, type Coding } from './coding.ts';

export interface Case {
  /** What the case shows. */
  readonly about: string;
  /** The words after `turnline`. */
  readonly argv: readonly string[];
  readonly files: ReadonlyMap<string, CodedText>;
  readonly stdin: string | null;
  readonly terminal: number | undefined;
  readonly env: Readonly<Record<string, string>>;
  readonly expected: { readonly stdout: string; readonly stderr: string; readonly exit: number };
}

const SECTION = /^--- (file|stdin|stdout|stderr|exit|terminal|env)(?: (.*))?$/;

/** How characters are written that nobody would see. */
const ESCAPES = [
  ['\\e', '\u001b'],
  ['\\x1e', '\u001e'],
  ['\\ufeff', '\ufeff'],
] as const;

/**
 * `# about`, `$ turnline ...`, then sections, each opened by a line `--- name`; behind the name of a file stands what is
 * done to its text. A text ends with a newline unless its last line is `\`.
 */
export function parseCase(source: string): Case {
  const lines = source.split('\n');
  const about = lines[0]?.replace(/^# /, '') ?? '';
  const command =
    lines
      .find((line) => line.startsWith('$ turnline'))
      ?.slice('$ turnline'.length)
      .trim() ?? '';
  const files = new Map<string, CodedText>();
  const texts = { stdin: null as string | null, stdout: '', stderr: '' };
  let exit = 0;
  let terminal: number | undefined;
  const env: Record<string, string> = {};
  for (let index = 0; index < lines.length; index++) {
    const [, name, rest = ''] = SECTION.exec(lines[index] ?? '') ?? [];
    if (name === undefined) continue;
    const body = bodyAfter(lines, index);
    if (name === 'exit') exit = Number(rest);
    else if (name === 'terminal') terminal = Number(rest);
    else if (name === 'env') {
      const [variable = '', ...value] = rest.split('=');
      env[variable] = value.join('=');
    } else if (name === 'file') {
      const [file = '', ...codings] = rest.split(' ');
      files.set(file, { text: body, codings: codings.filter(isCoding) });
    } else texts[name as keyof typeof texts] = body;
  }
  const { stdin, stdout, stderr } = texts;
  return { about, argv: wordsOf(command), files, stdin, terminal, env, expected: { stdout, stderr, exit } };
}

export function formatCase({ about, argv, files, stdin, terminal, env, expected }: Case): string {
  const section = (name: string, body: string): string =>
    body === '' ? '' : `--- ${name}\n${written(body)}`;
  return [
    `# ${about}\n\n$ turnline ${argv.map(quoted).join(' ')}`.trimEnd(),
    '\n\n',
    terminal === undefined ? '' : `--- terminal ${terminal}\n`,
    ...Object.entries(env).map(([name, value]) => `--- env ${name}=${value}\n`),
    ...[...files].map(
      ([name, { text, codings }]) => `--- file ${[name, ...codings].join(' ')}\n${written(text)}`,
    ),
    stdin === null ? '' : `--- stdin\n${written(stdin)}`,
    section('stdout', expected.stdout),
    section('stderr', expected.stderr),
    `--- exit ${expected.exit}\n`,
  ].join('');
}

function isCoding(word: string): word is Coding {
  return word in CODINGS;
}

function bodyAfter(lines: readonly string[], index: number): string {
  const end = lines.findIndex((line, at) => at > index && SECTION.test(line));
  const body = lines.slice(index + 1, end < 0 ? lines.length : end);
  if (body.length === 0) return '';
  const text = body.at(-1) === '\\' ? body.slice(0, -1).join('\n') : `${body.join('\n')}\n`;
  return ESCAPES.reduce((escaped, [written, character]) => escaped.replaceAll(written, character), text);
}

function written(body: string): string {
  if (body === '') return '';
  const text = ESCAPES.reduce((shown, [written, character]) => shown.replaceAll(character, written), body);
  return text.endsWith('\n') ? text : `${text}\n\\\n`;
}

function wordsOf(command: string): string[] {
  return [...command.matchAll(/'([^']*)'|(\S+)/g)].map(([, inQuotes, plain]) => inQuotes ?? plain ?? '');
}

function quoted(word: string): string {
  return /^[\w./:=,-]+$/.test(word) ? word : `'${word}'`;
}
