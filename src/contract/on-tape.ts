// Turns a contract for values into one for values on the tape.
import { locateAll } from '../json/pointer.ts';
import type { Contract, ValueContract } from './contract.ts';

export function onTape({ describes, check }: ValueContract): Contract {
  return {
    describes,
    builtIn: false,
    check({ bytes, tape }, entry, everything) {
      const value: unknown = JSON.parse(bytes.toString('utf8', tape.start(entry), tape.end(entry)));
      const defects = check(value, everything);
      const pointers = defects.map(({ pointer }) => pointer);
      return locateAll(tape, entry, pointers).map(({ key, value: start }, index) => {
        const defect = defects[index]!;
        return { ...defect, offset: defect.at === 'key' ? (key ?? start) : start };
      });
    },
  };
}
