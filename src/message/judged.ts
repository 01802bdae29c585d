// Turns the members of a message into their defects, and judges none twice whose bytes are the same.
import type { Apart } from '../contract/contract.ts';
import type { Defect } from '../contract/defect.ts';
import { decodeString } from '../json/read.ts';
import type { MessageFields } from './fields.ts';

/** Members shorter than this cost less to judge than to remember. */
const LEAST_BYTES = 64;
/** Longer ones seldom come again, and take memory. */
const MOST_BYTES = 128 << 10;
/** A call repeats its `assistant` and `call` in every message; so many members are remembered at once. */
const REMEMBERED = 256;

interface Verdict {
  readonly bytes: Buffer;
  readonly defects: readonly Defect[];
}

/** Sound because the verdict on a member depends on its bytes alone. */
export class Judged {
  readonly #apart: Apart;
  readonly #verdicts = new Map<string, Verdict>();

  constructor(apart: Apart) {
    this.#apart = apart;
  }

  /** The defects of the message; undefined where a key stands twice, and only the whole tells what is meant. */
  defectsOf({ members, callId = '' }: MessageFields, bytes: Buffer): Defect[] | undefined {
    const names: string[] = [];
    const defects: Defect[] = [];
    for (let index = 0; index < members.length; index += 4) {
      const name = decodeString(bytes, members[index]!, members[index + 1]!);
      names.push(name);
      const found = this.#defectsOfMember(name, callId, bytes, members[index + 2]!, members[index + 3]!);
      if (found.length > 0) defects.push(...found);
    }
    if (new Set(names).size < names.length) return undefined;
    return [...defects, ...this.#apart.names(names)];
  }

  #defectsOfMember(
    name: string,
    callId: string,
    bytes: Buffer,
    start: number,
    end: number,
  ): readonly Defect[] {
    if (end - start < LEAST_BYTES || end - start > MOST_BYTES) return this.#judge(name, bytes, start, end);
    const ofCall = `${name} ${callId}`;
    const known = this.#known(ofCall, bytes, start, end) ?? this.#known(name, bytes, start, end);
    if (known !== undefined) return known.defects;
    const verdict = {
      bytes: Buffer.from(bytes.subarray(start, end)),
      defects: this.#judge(name, bytes, start, end),
    };
    this.#remember(ofCall, verdict);
    this.#remember(name, verdict);
    return verdict.defects;
  }

  #judge(name: string, bytes: Buffer, start: number, end: number): readonly Defect[] {
    return this.#apart.member(name, JSON.parse(bytes.toString('utf8', start, end)));
  }

  #known(key: string, bytes: Buffer, start: number, end: number): Verdict | undefined {
    const verdict = this.#verdicts.get(key);
    if (verdict === undefined || verdict.bytes.length !== end - start) return undefined;
    return verdict.bytes.compare(bytes, start, end) === 0 ? verdict : undefined;
  }

  #remember(key: string, verdict: Verdict): void {
    this.#verdicts.delete(key);
    this.#verdicts.set(key, verdict);
    if (this.#verdicts.size <= REMEMBERED) return;
    const [oldest] = this.#verdicts.keys();
    if (oldest !== undefined) this.#verdicts.delete(oldest);
  }
}
