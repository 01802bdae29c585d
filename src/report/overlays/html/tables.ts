// Turns a score's turns into a table and its moments into a list, in which every row leads to its time.
import type { Score, ScoreTurn } from '../../score.ts';
import { clock } from '../../shown.ts';
import { escaped } from '../markup.ts';
import { oneLine } from '../words.ts';

const COLUMNS: readonly [keyof ScoreTurn['cells'], string][] = [
  ['userAt', 'user at'],
  ['userSpeaks', 'speaks'],
  ['assistantAt', 'assistant at'],
  ['assistantSpeaks', 'speaks'],
  ['wait', 'wait'],
  ['overlap', 'overlap'],
  ['notes', 'notes'],
];

export function turnTable({ turns }: Score): string {
  const said = turns.some(({ userText, assistantText }) => userText !== null || assistantText !== null);
  const heads = COLUMNS.map(([key, title]) => `<th scope="col"${kindOf(key)}>${title}</th>`).join('');
  const rows = turns.map((turn, index) => rowOf(turn, index, said)).join('\n');
  return `<section class="turns" id="turns" aria-labelledby="turns-name" tabindex="-1">
<h2 id="turns-name">Turns</h2>
${turns.length === 0 ? '<p class="none">No turns.</p>' : table(heads, rows, said)}
</section>`;
}

function table(heads: string, rows: string, said: boolean): string {
  return `<div class="scroll" role="region" aria-label="Table of turns" tabindex="0"><table>
<thead><tr><th scope="col">turn</th>${heads}${said ? '<th scope="col" class="said">said</th>' : ''}</tr></thead>
<tbody>
${rows}
</tbody>
</table></div>`;
}

function rowOf(turn: ScoreTurn, index: number, said: boolean): string {
  const name = escaped(turn.turn);
  const cells = COLUMNS.map(([key]) => `<td${kindOf(key)}>${escaped(turn.cells[key])}</td>`).join('');
  const words = [
    ['user', turn.userText],
    ['assistant', turn.assistantText],
  ].flatMap(([voice, text]) =>
    oneLine(text ?? '') === ''
      ? []
      : [`<p class="${voice}"><span class="quiet">${voice}: </span>${escaped(text ?? '')}</p>`],
  );
  return `<tr data-turn="${index}"><th scope="row"><button type="button" aria-label="turn ${name}, show at ${clock(turn.startMs)}">${name}</button></th>${cells}${said ? `<td class="said">${words.join('')}</td>` : ''}</tr>`;
}

function kindOf(key: string): string {
  return key === 'notes' ? ' class="notes"' : ` class="number ${key}"`;
}

export function momentList({ moments }: Score): string {
  const items = moments.map(
    ({ atMs, kind, says }, index) =>
      `<li><button type="button" data-moment="${index}"><b aria-hidden="true">${index + 1}</b><time>${clock(atMs)}</time><strong>${escaped(oneLine(kind).replaceAll('-', ' '))}</strong><span>${escaped(says)}</span></button></li>`,
  );
  return `<aside aria-labelledby="moments-name">
<h2 id="moments-name">Moments</h2>
${items.length === 0 ? '<p class="none">Nothing stands out.</p>' : `<ol>${items.join('\n')}</ol>`}
</aside>`;
}
