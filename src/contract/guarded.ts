// Turns work that a schema from outside asks for into the same work, stopped where it does not come to an end.
import { type Context, createContext, Script } from 'node:vm';
import { TurnlineError } from '../errors.ts';

/** A pattern that runs away takes years. */
const MOST_MS = 2_000;

const TIMED_OUT = 'ERR_SCRIPT_EXECUTION_TIMEOUT';

/** What can go on and on: patterns that backtrack, schemas that lead to themselves, each item held against each other. */
const ENDLESS = ['pattern', 'patternProperties', '$ref', '$dynamicRef', '$recursiveRef', 'uniqueItems'];

export function canRunAway(schema: unknown): boolean {
  if (typeof schema !== 'object' || schema === null) return false;
  if (!Array.isArray(schema) && ENDLESS.some((keyword) => Object.hasOwn(schema, keyword))) return true;
  return Object.values(schema).some(canRunAway);
}

/** Only an engine's own watchdog can stop an expression in the middle of its work. */
export class Guard {
  readonly #name: string;
  readonly #mostMs: number;
  readonly #context: Context & { work?: (() => unknown) | undefined };
  readonly #script = new Script('work()');
  /** The pattern that is being tried. */
  #pattern: string | undefined;

  /** `name` is what the user calls the schema. */
  constructor(name: string, mostMs = MOST_MS) {
    this.#name = name;
    this.#mostMs = mostMs;
    this.#context = createContext({});
  }

  run<Result>(work: () => Result): Result {
    this.#context.work = work;
    this.#pattern = undefined;
    try {
      return this.#attempt<Result>();
    } catch (error) {
      throw this.#told(error);
    } finally {
      this.#context.work = undefined;
    }
  }

  /** Tries twice: a process that was halted in between, or a machine that slept, is no pattern that runs away. */
  #attempt<Result>(): Result {
    const limit = { timeout: this.#mostMs };
    try {
      return this.#script.runInContext(this.#context, limit) as Result;
    } catch (error) {
      if (Object(error).code !== TIMED_OUT) throw error;
      return this.#script.runInContext(this.#context, limit) as Result;
    }
  }

  /** Makes expressions as Ajv wants them, which say what they try. */
  readonly regExp = Object.assign(
    (pattern: string, flags: string) => {
      const expression = new RegExp(pattern, flags);
      return {
        test: (text: string): boolean => {
          this.#pattern = pattern;
          const fits = expression.test(text);
          this.#pattern = undefined;
          return fits;
        },
        // By this Ajv tells one from another.
        toString: () => String(expression),
      };
    },
    { code: 'new RegExp' },
  );

  #told(error: unknown): unknown {
    if (error instanceof RangeError && /call stack/.test(error.message))
      return new TurnlineError('schema', `the schema ${this.#name} leads to itself without end`, {
        cause: error,
      });
    if (Object(error).code !== TIMED_OUT) return error;
    const seconds = `${this.#mostMs / 1000} s`;
    const text =
      this.#pattern === undefined
        ? `the schema ${this.#name} takes more than ${seconds} for a message: it has too much to try`
        : `the schema ${this.#name} takes more than ${seconds} for a message: its pattern ${this.#pattern} runs away`;
    return new TurnlineError('schema', text, { cause: error });
  }
}
