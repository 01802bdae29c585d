// Turns a project file into candidates for options, each with its place, or refuses it at the first slip.
import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { nearest } from '../../contract/near.ts';
import { TurnlineError } from '../../errors.ts';
import type { Host } from '../../host.ts';
import { readBytes, STDIN } from '../../input/source.ts';
import { skipBlanks } from '../../json/bytes.ts';
import { Kernel } from '../../json/kernel.ts';
import { positionOf } from '../../json/lines.ts';
import { formatPointer, type Location, locateAll, type Token } from '../../json/pointer.ts';
import { type Problem, REASONS } from '../../json/problem.ts';
import { COMMANDS, type CommandName } from '../index.ts';
import type { OptionRow } from '../options.ts';
import { type Candidate, rejectSlip } from './candidate.ts';
import { commandNamed, SETTINGS, settableOf } from './setting.ts';
import { readJson } from './value.ts';

export interface ProjectFile {
  /** As the user calls it. */
  readonly name: string;
  /** By --config or TURNLINE_CONFIG, and not merely found: whoever names a file trusts it. */
  readonly named: boolean;
}

/** Keys at the top that are no options: the parts for commands, and what an editor checks the file by. */
const COMMANDS_KEY = 'commands';
const SCHEMA_KEY = '$schema';

/** What is for one command comes before what is for all. */
export async function fromFile(file: ProjectFile, host: Host): Promise<Candidate[]> {
  const bytes = await readBytes(resolve(host.cwd, file.name), file.name).catch((error: Error) => {
    throw new TurnlineError('usage', error.message, { cause: error });
  });
  const reading = new Reading(file, bytes, host.cwd);
  const { [SCHEMA_KEY]: _, [COMMANDS_KEY]: parts = {}, ...top } = reading.object(reading.document(), []);
  const candidates: Candidate[] = [];
  for (const [name, part] of Object.entries(reading.object(parts, [COMMANDS_KEY]))) {
    const path = [COMMANDS_KEY, name];
    if (!Object.hasOwn(COMMANDS, name)) throw reading.unknown(path, 'command', Object.keys(COMMANDS));
    const command = name as CommandName;
    const taken = settableOf(commandNamed(command));
    for (const [key, json] of Object.entries(reading.object(part, path))) {
      const row = taken.get(key);
      if (row === undefined) throw reading.unknown([...path, key], `option of ${name}`, [...taken.keys()]);
      candidates.push(reading.candidate([...path, key], json, [row], command));
    }
  }
  const known = [...SETTINGS.keys(), COMMANDS_KEY, SCHEMA_KEY];
  for (const [key, json] of Object.entries(top)) {
    const rows = SETTINGS.get(key)?.rows;
    if (rows === undefined) throw reading.unknown([key], 'option', known);
    candidates.push(reading.candidate([key], json, rows, null));
  }
  return candidates;
}

class Reading {
  readonly #file: ProjectFile;
  readonly #kernel: Kernel;
  /** Where its text stands in the memory of the kernel, and the document in it on the tape. */
  readonly #start: number;
  readonly #end: number;
  #document = 0;
  /** The folder of the file, as it is called from the working folder. */
  readonly #folder: string;

  constructor(file: ProjectFile, bytes: Buffer, cwd: string) {
    this.#file = file;
    const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
    this.#kernel = new Kernel(bytes.length);
    ({ start: this.#start, end: this.#end } = this.#kernel.kept(marked ? bytes.subarray(3) : bytes)!);
    this.#folder = isAbsolute(file.name)
      ? dirname(file.name)
      : relative(cwd, resolve(cwd, dirname(file.name)));
  }

  document(): unknown {
    const kernel = this.#kernel;
    this.#document = kernel.walk(this.#start, this.#end);
    if (this.#document === 0) throw this.#noJson(kernel.problem);
    const at = skipBlanks(kernel.bytes, kernel.tape.end(this.#document), this.#end);
    if (at < this.#end) throw this.#noJson({ reason: 'more-after-value', at });
    return JSON.parse(kernel.bytes.toString('utf8', this.#start, this.#end));
  }

  #noJson({ at, reason }: Problem): TurnlineError {
    return this.#slip(at, `not JSON: ${REASONS[reason]}`);
  }

  object(json: unknown, path: readonly Token[]): Record<string, unknown> {
    if (typeof json === 'object' && json !== null && !Array.isArray(json)) return { ...json };
    throw this.#slip(this.#locate(path).value, 'an object of settings is expected');
  }

  unknown(path: readonly Token[], what: string, known: readonly string[]): TurnlineError {
    const { key, value } = this.#locate(path);
    const name = String(path.at(-1));
    const meant = nearest(name, known);
    const hint = meant === null ? '' : `: did you mean "${meant}"?`;
    return this.#slip(key ?? value, `no ${what} is called "${name}"${hint}`);
  }

  /** `rows` are the options that the name can stand for; what is right for none of them is refused. */
  candidate(
    path: readonly Token[],
    json: unknown,
    rows: readonly OptionRow[],
    command: CommandName | null,
  ): Candidate {
    const { key, value } = this.#locate(path);
    const setting = String(path.at(-1));
    const risk = rows.find((row) => row.risk !== undefined)?.risk;
    if (risk !== undefined && !this.#file.named) {
      throw this.#slip(
        key ?? value,
        `"${setting}" ${risk}, which only a file that is named may ask for: --config ${this.#file.name}`,
      );
    }
    const candidate: Candidate = {
      setting,
      rows,
      written: json,
      from: this.#place(value),
      command,
      read: (row) => (row.completes !== undefined ? this.#path(row, json) : readJson(row, json)),
    };
    rejectSlip(candidate);
    return candidate;
  }

  /** Paths are from the folder of the file, and a file that was only found leads nowhere else. */
  #path(row: OptionRow, json: unknown): ReturnType<Candidate['read']> {
    const read = readJson(row, json);
    if (typeof json !== 'string' || json === STDIN) return read;
    const inside = !isAbsolute(json) && !/^[a-z]:|^\.\.([\\/]|$)/i.test(join('.', json));
    if (!this.#file.named && !inside)
      return { expected: 'a path inside the folder of this file is expected' };
    return { value: isAbsolute(json) ? json : join(this.#folder, json) };
  }

  #slip(at: number, message: string): TurnlineError {
    return new TurnlineError('usage', `${this.#place(at)}: ${message}`);
  }

  #place(at: number): string {
    const { line, column } = positionOf(this.#kernel.bytes, this.#start, at, { line: 1, column: 1 });
    return `${this.#file.name}:${line}:${column}`;
  }

  #locate(path: readonly Token[]): Location {
    return locateAll(this.#kernel.tape, this.#document, [formatPointer(path)])[0]!;
  }
}
