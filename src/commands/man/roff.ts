// Turns text into troff with the macros of man(7), so that nothing in it is taken for markup.

/** Text of a paragraph: a hyphen that can be copied, no line that begins as a request does. */
export function escaped(text: string): string {
  return text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replaceAll("'", '\\(aq')
    .replaceAll('`', '\\(ga')
    .replaceAll('^', '\\(ha')
    .replaceAll('~', '\\(ti')
    .replaceAll(
      /[^\x00-\x7f]/gu,
      (letter) => `\\[u${letter.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}]`,
    )
    .replaceAll(/^\./gm, '\\&.');
}

/** No line of the source is longer, where its words allow. */
const LINE = 78;

/** Text that is filled: each sentence begins a line of the source, as the typesetter then knows where it ends. */
function filled(text: string): string {
  const lines: string[] = [];
  let sentenceEnds = true;
  for (const word of text.split(' ')) {
    const plain = escaped(word);
    const line = lines.at(-1);
    const joined = `${line} ${plain}`;
    if (line === undefined || sentenceEnds || joined.length > LINE) lines.push(plain);
    else lines[lines.length - 1] = joined;
    sentenceEnds = /[.?]$/.test(word);
  }
  return lines.join('\n');
}

/** An argument of a macro; a quote in it ends it otherwise. */
function argument(text: string): string {
  return `"${escaped(text).replaceAll('"', '\\(dq')}"`;
}

export function title(name: string, version: string): string {
  return `.TH ${argument(name.toUpperCase())} 1 "" ${argument(`${name} ${version}`)} "User Commands"`;
}

/** The whole source. A heading begins a paragraph by itself. */
export function joined(parts: readonly string[]): string {
  return `${parts.join('\n').replaceAll(/^(\.S[HS] .*\n)\.PP\n/gm, '$1')}\n`;
}

/** The line by which whatis(1) and apropos(1) know the page. */
export function naming(name: string, about: string): string {
  return `${escaped(name)} \\- ${escaped(about)}`;
}

export function section(heading: string): string {
  return `.SH ${argument(heading.toUpperCase())}`;
}

export function subsection(heading: string): string {
  return `.SS ${argument(heading)}`;
}

export function paragraph(text: string): string {
  return `.PP\n${filled(text)}`;
}

/** A term, and what it means indented below it. */
export function term(name: string, about: string): string {
  return `.TP\n.B ${argument(name)}\n${filled(about)}`;
}

/** Goes on below the last term. */
export function more(text: string): string {
  return `.IP\n${filled(text)}`;
}

/** Lines that are not filled. */
export function verbatim(lines: readonly string[]): string {
  return ['.PP', '.RS 4', '.nf', ...lines.map(escaped), '.fi', '.RE'].join('\n');
}
