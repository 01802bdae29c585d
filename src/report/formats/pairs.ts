// Turns named facts into lines with the names in one column and the facts in another.
import CliTable from 'cli-table3';

export function printPairs(pairs: readonly (readonly [name: string, value: string])[]): string {
  const grid = new CliTable({
    chars: NO_BORDERS,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 2 },
  });
  for (const [name, value] of pairs) grid.push([name, value]);
  const lines = grid.toString().split('\n');
  return `${lines.map((line) => line.trimEnd()).join('\n')}\n`;
}

const NO_BORDERS = Object.fromEntries(
  ['top', 'bottom', 'left', 'right', 'mid']
    .flatMap((side) => [side, `${side}-mid`, `${side}-left`, `${side}-right`].map((name) => [name, '']))
    .concat([['middle', '']]),
);
