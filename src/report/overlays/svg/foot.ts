// Turns a score's moments into the list under the staff, with a legend before it.
import type { Score } from '../../score.ts';
import { clock } from '../../shown.ts';
import { escaped } from '../markup.ts';
import { oneLine } from '../words.ts';

const LEFT = 28;
const LINE_HEIGHT = 22;
const TEXT_LEFT = 240;
/** Characters of the list's last column; what is longer goes on in the next line. */
const MEASURE = 118;

interface Foot {
  readonly drawn: string;
  /** Where the picture ends, in px. */
  readonly bottom: number;
}

export function footOf({ moments }: Score, top: number): Foot {
  const drawn = [legendAt(top + 14)];
  let y = top + 62;
  for (const [index, { atMs, kind, says }] of moments.entries()) {
    const lines = wrapped(oneLine(says));
    drawn.push(
      `<circle class="flag" cx="${LEFT + 9}" cy="${y - 4.5}" r="8.5"/><text class="number" x="${LEFT + 9}" y="${y - 0.5}">${index + 1}</text>`,
      `<text class="soft end" x="104" y="${y}">${clock(atMs)}</text>`,
      `<text class="strong" x="120" y="${y}">${escaped(cut(kind.replaceAll('-', ' '), 18))}</text>`,
    );
    for (const [n, line] of lines.entries())
      drawn.push(`<text x="${TEXT_LEFT}" y="${y + n * 17}">${escaped(line)}</text>`);
    y += LINE_HEIGHT + (lines.length - 1) * 17;
  }
  return { drawn: drawn.join('\n'), bottom: moments.length === 0 ? top + 44 : y + 8 };
}

function legendAt(y: number): string {
  const swatch = (x: number, drawn: string, says: string): string =>
    `${drawn.replaceAll('X', String(x)).replaceAll('Y', String(y))}<text class="soft tick" x="${x + 32}" y="${y + 4}">${says}</text>`;
  const box = `x="X" y="${y - 6}" width="24" height="12"`;
  return [
    swatch(104, `<g class="assistant"><rect class="bar" ${box} rx="2"/></g>`, 'assistant'),
    swatch(212, `<g class="user"><rect class="bar" ${box} rx="2"/></g>`, 'user'),
    swatch(292, `<g class="overlap"><rect class="bar" ${box} rx="1.5"/></g>`, 'both speak'),
    swatch(412, `<rect fill="url(#turnline-both)" ${box}/>`, 'end not observed'),
    swatch(570, '<path class="wait" d="MX Yh24"/>', 'waiting, on the lane of who owes the next word'),
    swatch(944, '<path class="dead" d="MX Yh24"/><path class="ticks" d="MX Yh24"/>', 'dead air'),
  ].join('\n');
}

function wrapped(text: string): string[] {
  const lines = [''];
  for (const word of text
    .split(' ')
    .flatMap((word) => word.match(new RegExp(`.{1,${MEASURE}}`, 'gu')) ?? [])) {
    const longer = `${lines.at(-1)} ${word}`.trim();
    if (longer.length <= MEASURE) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

function cut(text: string, most: number): string {
  const characters = [...oneLine(text)];
  return characters.length > most ? `${characters.slice(0, most - 1).join('')}…` : characters.join('');
}
