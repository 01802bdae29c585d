// Turns a tape and the tables of a contract into what is wrong with one of its values, in memory that is set apart for that.
import { check, startCheck, tape } from './check';
import { bytesOfDefects, startDefects } from './defects';
import { entryAt, MAX_KEY_BYTES, MAX_VALUES } from './layout';
import { markReplaced, reviveAll, setNames, setTape } from './names';
import { rootNode, setTables } from './tables';
import { startTrials } from './unions';

let unknownAt: usize = 0;
let defectsAt: usize = 0;
let defectBytes: usize = 0;

/** Judges by the tables from now on. `work` is room of `bytes`, of which the end is for defects. */
export function useContract(tables: usize, work: usize, bytes: usize): void {
  setTables(tables);
  const values: usize = MAX_VALUES;
  unknownAt = work;
  const places = unknownAt + values * 4;
  const bits = places + ((<usize>1) << 21);
  const long = bits + ((values >> 3) + 16);
  setNames(long, places, bits);
  defectsAt = (long + 2 * (<usize>MAX_KEY_BYTES + 64) + 15) & ~15;
  defectBytes = work + bytes - defectsAt;
}

/** Where the records of the last value that was judged are. */
export function defects(): usize {
  return defectsAt;
}

/** Judges the value at `entry`; gives how many bytes of records there are of it. */
export function judge(tapeAt: usize, entry: u32): u32 {
  setTape(tapeAt);
  startCheck(tapeAt, unknownAt);
  reviveAll(entry);
  startTrials();
  startDefects(defectsAt, defectBytes);
  check(rootNode(), entry, 0);
  return bytesOfDefects();
}

/** Whether one of up to three objects, which are 0 where there are fewer, has two members of one name. */
export function hasDoubles(tapeAt: usize, first: u32, second: u32, third: u32): bool {
  setTape(tapeAt);
  startCheck(tapeAt, unknownAt);
  return doubles(first) || doubles(second) || doubles(third);
}

function doubles(object: u32): bool {
  if (object == 0 || load<u8>(load<u32>(entryAt(tape, object))) != 0x7b) return false;
  reviveAll(object);
  return markReplaced(object);
}
