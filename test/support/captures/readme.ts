// Turns the kinds of captures into the table of them that the README shows.
import type { Capture, Exactness } from './capture.ts';
import { CAPTURES } from './index.ts';

const OPENING = '<!-- captures: npm run captures -->';
const CLOSING = '<!-- /captures -->';

const PLACES: Readonly<Record<Exactness, string>> = {
  exact: 'line and column',
  'its 4 characters of base64': 'line and column of its 4 characters of base64',
  'the beginning of its base64': 'line and column where its base64 begins',
};

function row({ name, client, places }: Capture): string {
  return `| ${name} | ${client ? 'yes, as one call a source' : 'yes'} | ${PLACES[places]} |\n`;
}

function table(): string {
  const head = '| captured as | read | place of a finding |\n| --- | --- | --- |\n';
  const summary = `<summary>${CAPTURES.length} kinds of captures, each of them a test</summary>`;
  return `<details>\n${summary}\n\n${head}${CAPTURES.map(row).join('')}\n</details>\n`;
}

/** The README with its table renewed. */
export function withTable(readme: string): string {
  const [before = '', rest = ''] = readme.split(`${OPENING}\n`);
  const [, after = ''] = rest.split(CLOSING);
  return `${before}${OPENING}\n${table()}${CLOSING}${after}`;
}
