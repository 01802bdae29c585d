// Turns XML into the list of its elements, or into an error where it is not well-formed.

const PIECE =
  /<!--(?:(?!--)[\s\S])*-->|<!doctype html>|<\/(?<close>[\w-]+)>|<(?<open>[\w-]+)(?<attributes>(?:\s+[\w-]+(?:="[^"<]*")?)*)\s*(?<empty>\/?)>|(?<text>[^<]+)/gy;

interface Rules {
  /** Elements that have no end tag. */
  readonly empty: readonly string[];
  /** Elements whose content is text up to their end tag, entities and all. */
  readonly raw: readonly string[];
}

const XML: Rules = { empty: [], raw: [] };
const HTML: Rules = { empty: ['meta', 'link'], raw: ['script', 'style'] };

export interface Element {
  readonly name: string;
  readonly attributes: string;
  /** The content of a raw element. */
  readonly raw?: string;
}

export function checkXml(text: string): Element[] {
  return read(text, XML);
}

/** Stricter than HTML is: every element is closed where it has to be. */
export function checkHtml(text: string): Element[] {
  return read(text, HTML);
}

function read(text: string, rules: Rules): Element[] {
  const [elements, open]: [Element[], string[]] = [[], []];
  const piece = new RegExp(PIECE);
  while (piece.lastIndex < text.length) {
    const from = piece.lastIndex;
    const groups = piece.exec(text)?.groups;
    if (groups === undefined) throw new Error(`no markup: ${text.slice(from, from + 80)}`);
    const { close, open: name, attributes = '', empty, text: content } = groups;
    if (/&(?!amp;|lt;|gt;|quot;|#39;)/.test(`${attributes}${content ?? ''}`))
      throw new Error(`entity: ${content}`);
    if (close !== undefined && open.pop() !== close) throw new Error(`</${close}> closes nothing`);
    if (name === undefined) continue;
    const names = [...attributes.matchAll(/([\w-]+)(?:=|\s|$)/g)].map(([, one]) => one);
    if (names.length === 0 && attributes.trim() !== '') throw new Error(`attributes: ${attributes}`);
    if (!rules.raw.includes(name)) {
      elements.push({ name, attributes });
      if (empty !== '/' && !rules.empty.includes(name)) open.push(name);
      continue;
    }
    const end = text.indexOf(`</${name}>`, piece.lastIndex);
    elements.push({ name, attributes, raw: text.slice(piece.lastIndex, end) });
    piece.lastIndex = end + name.length + 3;
  }
  if (open.length > 0) throw new Error(`not closed: ${open.join(', ')}`);
  return elements;
}
