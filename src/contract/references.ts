// Turns a schema and its own URI into the URIs of the documents that it refers to.

const KEYWORDS = ['$ref', '$dynamicRef', '$recursiveRef'];

/** Each once; what only looks like a reference may be among them. */
export function referencesIn(schema: unknown, base: string): Set<string> {
  const found = new Set<string>();
  const look = (part: unknown): void => {
    if (typeof part !== 'object' || part === null) return;
    for (const [key, value] of Object.entries(part)) {
      if (typeof value !== 'string' || !KEYWORDS.includes(key)) look(value);
      else if (URL.canParse(value, base)) {
        const uri = new URL(value, base);
        uri.hash = '';
        found.add(uri.href);
      }
    }
  };
  look(schema);
  return found;
}
