// Turns a payload into a JSON text of it with slips: other values, names misspelt, missing, doubled, unknown or in escapes.

/** Gives whole numbers from 0 up to a limit. */
export type Dice = (sides: number) => number;

export function diceOf(seed: number): Dice {
  let state = seed >>> 0;
  return (sides) => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return Math.floor(((state >>> 8) / (1 << 24)) * sides);
  };
}

const VALUES = [
  ...[
    '1',
    '0',
    '-1',
    '1.5',
    '1e3',
    '1.0',
    '-0.0',
    '1e400',
    '12345678901234567',
    '0.6999999999999999',
    '1e-7',
  ],
  ...[
    'null',
    'true',
    'false',
    '""',
    '"a"',
    '"\\u0061ssistant"',
    '"openai"',
    '"11labs"',
    '{}',
    '[]',
    '[1]',
    '{"a":1}',
  ],
  ...[
    `"${'x'.repeat(50)}"`,
    `"${'é'.repeat(45)}"`,
    `"${'\\u00e9'.repeat(40)}"`,
    '"\\ud83d\\ude00\\ud83d"',
    '"a\\nb"',
  ],
  ...[
    '{"type":"x","type":"openai"}',
    '"customer.speech.timeout[a]"',
    '[null,"x",{}]',
    '100000000000000000000',
  ],
  '{"provider":"openai","model":"gpt-4o","provider":"anthropic"}',
];

export class Scribbler {
  readonly #dice: Dice;
  readonly #names: readonly string[];
  readonly #words: readonly string[];

  /** `schemas` are where names and words are taken from. */
  constructor(dice: Dice, schemas: Iterable<object>) {
    this.#dice = dice;
    const text = [...schemas].map((schema) => JSON.stringify(schema)).join('\n');
    const found = (pattern: RegExp): string[] => [
      ...new Set([...text.matchAll(pattern)].map(([, word]) => word!)),
    ];
    this.#names = found(/"([a-zA-Z]+)":\{/g);
    this.#words = found(/"([a-z0-9.-]+)"/g);
  }

  /** About one in `rarely` things has a slip. */
  write(value: unknown, rarely: number): string {
    if (this.#dice(rarely) === 0) return this.#other();
    if (Array.isArray(value)) return `[${value.map((item) => this.write(item, rarely)).join(',')}]`;
    if (typeof value !== 'object' || value === null)
      return typeof value === 'string' ? this.#string(value) : JSON.stringify(value);
    const members = Object.entries(value).flatMap(([name, member]) => this.#members(name, member, rarely));
    if (this.#dice(20) === 0) members.reverse();
    const colon = this.#dice(30) === 0 ? ' : ' : ':';
    return `{${members.map(([name, member]) => this.#string(name) + colon + member).join(',')}}`;
  }

  #members(name: string, value: unknown, rarely: number): [name: string, text: string][] {
    const slips = (): boolean => this.#dice(rarely) === 0;
    if (slips()) return [];
    const text = this.write(value, rarely);
    if (slips()) return [[this.#misspelt(name), text]];
    const own: [string, string] = [name, text];
    if (slips()) return [[name, this.#other()], own];
    if (slips()) return [own, [name, this.write(value, 2)]];
    return slips() ? [own, [this.#one(this.#names), this.#other()]] : [own];
  }

  #other(): string {
    return this.#dice(3) === 0 ? JSON.stringify(this.#one(this.#words)) : this.#one(VALUES);
  }

  #misspelt(name: string): string {
    const at = this.#dice(name.length + 1);
    const slips = [name.slice(0, at) + name.slice(at + 1), `${name.slice(0, at)}x${name.slice(at)}`];
    return this.#one([...slips, name.toUpperCase(), name.slice(0, 3)]);
  }

  #string(text: string): string {
    if (this.#dice(12) !== 0) return JSON.stringify(text);
    const escaped = Array.from(
      { length: text.length },
      (_, at) => `\\u${text.charCodeAt(at).toString(16).padStart(4, '0')}`,
    );
    return `"${escaped.join('')}"`;
  }

  #one<Thing>(things: readonly Thing[]): Thing {
    return things[this.#dice(things.length)]!;
  }
}
