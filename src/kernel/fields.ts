// Turns an object on the tape into the entries of the few members that a message is known by.
import { entryAt, MARK, SCRATCH } from './layout';
import { unescape } from './text';

/**
 * Where the members are noted, from an address that the caller gives: a u32 for each name, 0 where it is absent; of equal keys the last.
 * The names: type, status, role, turn, timestamp, call, message, artifact, assistant; id, startedAt and assistantId of call.
 */
const TYPE: u32 = 1;
const STATUS: u32 = 2;
const ROLE: u32 = 3;
const TURN: u32 = 4;
const TIMESTAMP: u32 = 5;
const CALL: u32 = 6;
const MESSAGE: u32 = 7;
const ARTIFACT: u32 = 8;
const ASSISTANT: u32 = 9;
const CALL_ID: u32 = 10;
const CALL_STARTED_AT: u32 = 11;
const CALL_ASSISTANT_ID: u32 = 12;
/** Behind them, of type, status and role which word each is: its place in the list of words in message/fields.ts, 0 for others. */
const TYPE_WORD: u32 = 13;
const STATUS_WORD: u32 = 14;
const ROLE_WORD: u32 = 15;
const SLOTS: u32 = 16;

const SPEECH_UPDATE: u32 = 1;
const STARTED: u32 = 2;
const STOPPED: u32 = 3;
const ASSISTANT_ROLE: u32 = 4;
const USER: u32 = 5;

/** No name of these is longer, nor written with more bytes than six for each of its own. */
const LONGEST: u32 = 11;

/** Notes the members of the object at `object`. */
export function fields(tape: usize, object: u32, out: usize): void {
  memory.fill(out, 0, SLOTS << 2);
  const past = load<u32>(entryAt(tape, object), 12) & ~MARK;
  for (let member = object + 1; member < past; member = load<u32>(entryAt(tape, member), 12) & ~MARK)
    noteField(tape, member, out);
}

/** Notes one member; gives whether it has one of the names. */
export function noteField(tape: usize, member: u32, out: usize): bool {
  const name = nameOf(tape, member);
  const length = nameLength;
  let field: u32 = 0;
  if (length == 4) {
    const four = load<u32>(name);
    if (four == 0x65707974) field = TYPE;
    else if (four == 0x656c6f72) field = ROLE;
    else if (four == 0x6e727574) field = TURN;
    else if (four == 0x6c6c6163) field = CALL;
  } else if (length == 6) {
    if (load<u32>(name) == 0x74617473 && load<u16>(name, 4) == 0x7375) field = STATUS;
  } else if (length == 7) {
    if (load<u32>(name) == 0x7373656d && load<u32>(name, 3) == 0x65676173) field = MESSAGE;
  } else if (length == 8) {
    if (load<u64>(name) == 0x7463616669747261) field = ARTIFACT;
  } else if (length == 9) {
    const eight = load<u64>(name);
    if (eight == 0x6d617473656d6974 && load<u8>(name, 8) == 0x70) field = TIMESTAMP;
    else if (eight == 0x6e61747369737361 && load<u8>(name, 8) == 0x74) field = ASSISTANT;
  }
  if (field == 0) return false;
  store<u32>(out + ((<usize>field) << 2), member);
  if (field <= ROLE) store<u32>(out + ((<usize>(field - TYPE + TYPE_WORD)) << 2), wordOf(tape, member));
  else if (field == CALL) callFields(tape, member, out);
  return true;
}

/** Which of the words that most events have the value is; words that are written with escapes are left to others. */
function wordOf(tape: usize, member: u32): u32 {
  const entry = entryAt(tape, member);
  const start: usize = load<u32>(entry);
  if (load<u8>(start) != 0x22) return 0;
  const length = load<u32>(entry, 4) - <u32>start - 2;
  const text = start + 1;
  if (length == 13) return load<u64>(text) == 0x752d686365657073 && load<u64>(text, 5) == 0x6574616470752d68 ? SPEECH_UPDATE : 0;
  if (length == 7) {
    const four = load<u32>(text);
    if (four == 0x72617473) return load<u32>(text, 3) == 0x64657472 ? STARTED : 0;
    if (four == 0x706f7473) return load<u32>(text, 3) == 0x64657070 ? STOPPED : 0;
    return 0;
  }
  if (length == 9) return load<u64>(text) == 0x6e61747369737361 && load<u8>(text, 8) == 0x74 ? ASSISTANT_ROLE : 0;
  return length == 4 && load<u32>(text) == 0x72657375 ? USER : 0;
}

function callFields(tape: usize, call: u32, out: usize): void {
  store<u32>(out + ((<usize>CALL_ID) << 2), 0);
  store<u32>(out + ((<usize>CALL_STARTED_AT) << 2), 0);
  store<u32>(out + ((<usize>CALL_ASSISTANT_ID) << 2), 0);
  const entry = entryAt(tape, call);
  if (load<u8>(load<u32>(entry)) != 0x7b) return;
  const past = load<u32>(entry, 12) & ~MARK;
  for (let member = call + 1; member < past; member = load<u32>(entryAt(tape, member), 12) & ~MARK)
    noteCallField(tape, member, out);
}

/** Notes one member of call; gives whether it has one of the names. */
export function noteCallField(tape: usize, member: u32, out: usize): bool {
  const name = nameOf(tape, member);
  const length = nameLength;
  let field: u32 = 0;
  if (length == 2 && load<u16>(name) == 0x6469) field = CALL_ID;
  else if (length == 9 && load<u64>(name) == 0x4164657472617473 && load<u8>(name, 8) == 0x74) field = CALL_STARTED_AT;
  else if (length == 11 && load<u64>(name) == 0x6e61747369737361 && load<u32>(name, 7) == 0x6449746e) field = CALL_ASSISTANT_ID;
  if (field == 0) return false;
  store<u32>(out + ((<usize>field) << 2), member);
  return true;
}

let nameLength: u32 = 0;

/** The address of a member's name without escapes; its length is left in nameLength, 0 where it is none of ours. */
function nameOf(tape: usize, member: u32): usize {
  const entry = entryAt(tape, member);
  const key = load<u32>(entry, 8);
  const start: usize = key & ~MARK;
  const raw = <u32>(keyEndBefore(load<u32>(entry)) - start);
  if ((key & MARK) == 0) {
    nameLength = raw;
    return start;
  }
  nameLength = raw > LONGEST * 6 ? 0 : <u32>(unescape(start, start + raw, SCRATCH) - SCRATCH);
  return SCRATCH;
}

/** The address of the quote that closes the key of the value at `start`. */
export function keyEndBefore(start: usize): usize {
  let at = start - 1;
  if (load<u8>(at) == 0x3a && load<u8>(at - 1) == 0x22) return at - 1;
  while (load<u8>(at) != 0x22) at--;
  return at;
}

/** A whole number of up to 15 digits at [start, end), which is exact; NaN for others, which the caller reads. */
export function wholeNumber(start: usize, end: usize): f64 {
  if (end - start > 15) return NaN;
  let value: u64 = 0;
  for (let at = start; at < end; at++) {
    const digit = (<u32>load<u8>(at)) - 0x30;
    if (digit > 9) return NaN;
    value = value * 10 + digit;
  }
  return <f64>value;
}

