// Turns a contract into what it says of a value, or of a JSON text, that is walked in a kernel of its own.
import type { Contract } from '../../src/contract/contract.ts';
import type { PlacedDefect } from '../../src/contract/defect.ts';
import { Kernel } from '../../src/json/kernel.ts';

export interface Judged {
  of(value: unknown): readonly PlacedDefect[];
  /** Offsets are from the start of the text. */
  ofText(text: string | Buffer): readonly PlacedDefect[];
}

export function judgedBy(contract: Contract): Judged {
  const kernel = new Kernel(1 << 22, contract.tables);
  const ofText = (text: string | Buffer): readonly PlacedDefect[] =>
    kernel.during(() => {
      const { start, end } = kernel.kept(Buffer.from(text as string))!;
      const entry = kernel.walk(start, end);
      if (entry === 0) throw new Error('this is no JSON');
      return contract.check(kernel, entry).map((one) => ({ ...one, offset: one.offset - start }));
    });
  return { ofText, of: (value) => ofText(JSON.stringify(value)) };
}
