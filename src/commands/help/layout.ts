// Turns the sections of a topic into lines of a width.
import type { Section } from './topic.ts';

const INDENT = '  ';

export function layOut(sections: readonly Section[], width: number): string {
  return `${sections.map((section) => sectionLines(section, width).join('\n')).join('\n\n')}\n`;
}

function sectionLines({ heading, text, terms }: Section, width: number): string[] {
  const longest = Math.max(...terms.map(([term]) => term.length));
  return [
    ...indented(`${heading}:`, '', width),
    ...(text === undefined ? [] : indented(text, INDENT, width)),
    ...(text === undefined ? [] : ['']),
    ...terms.flatMap(([term, about], index) =>
      typeof about === 'string'
        ? beside(term.padEnd(longest), about, width)
        : [...(index > 0 ? [''] : []), ...below(term, about, width)],
    ),
  ];
}

/** The term, and what it means in a column beside it. */
function beside(term: string, about: string, width: number): string[] {
  const margin = ' '.repeat(INDENT.length + term.length + 2);
  const [first = '', ...rest] = indented(about, margin, width);
  return [`${INDENT}${term}${INDENT}${first.trimStart()}`, ...rest];
}

/** The term on a line of its own, and paragraphs below it. */
function below(term: string, paragraphs: readonly string[], width: number): string[] {
  return [`${INDENT}${term}`, ...paragraphs.flatMap((text) => indented(text, INDENT.repeat(3), width))];
}

function indented(text: string, margin: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + 1 + word.length <= width)
      lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(margin + word);
  }
  return lines;
}
