// Turns the raw content of JSON strings into text, and bytes into how many lines end in them.

const BACKSLASH: u32 = 0x5c;

/** Writes the text of the string content [from, to) at `target`, which has room for as many bytes and 16 more; gives its end. */
export function unescape(from: usize, to: usize, target: usize): usize {
  let at = from;
  while (at < to) {
    const bytes = v128.load(at);
    v128.store(target, bytes);
    const found = i8x16.bitmask(i8x16.eq(bytes, i8x16.splat(0x5c)));
    const plain: usize = found == 0 ? 16 : <usize>(<u32>ctz(found));
    if (at + plain >= to) return target + (to - at);
    at += plain;
    target += plain;
    if (found == 0) continue;
    do {
      const kind: u32 = load<u8>(at, 1);
      if (kind != 0x75) {
        store<u8>(target++, meaning(kind));
        at += 2;
        continue;
      }
      let point = unitAt(at);
      at += 6;
      if ((point & 0xfc00) == 0xd800 && at + 6 <= to && load<u16>(at) == 0x755c) {
        const low = unitAt(at);
        if ((low & 0xfc00) == 0xdc00) {
          point = 0x10000 + ((point - 0xd800) << 10) + (low - 0xdc00);
          at += 6;
        }
      }
      target = put(target, point);
    } while (at < to && load<u8>(at) == BACKSLASH);
  }
  return target;
}

// @ts-ignore: decorator
@inline
function meaning(kind: u32): u32 {
  if (kind == 0x6e) return 0x0a;
  if (kind == 0x74) return 0x09;
  if (kind == 0x72) return 0x0d;
  if (kind == 0x62) return 0x08;
  return kind == 0x66 ? 0x0c : kind;
}

// @ts-ignore: decorator
@inline
function digitOf(byte: u32): u32 {
  return byte <= 0x39 ? byte - 0x30 : (byte | 0x20) - 0x57;
}

/** The UTF-16 unit that the six characters at `at` stand for. */
// @ts-ignore: decorator
@inline
function unitAt(at: usize): u32 {
  return (
    (digitOf(load<u8>(at, 2)) << 12) | (digitOf(load<u8>(at, 3)) << 8) | (digitOf(load<u8>(at, 4)) << 4) | digitOf(load<u8>(at, 5))
  );
}

/** In UTF-8; half a pair as the three bytes that it would have, which are no UTF-8, so that it is found later. */
function put(target: usize, point: u32): usize {
  if (point < 0x80) {
    store<u8>(target, point);
    return target + 1;
  }
  if (point < 0x800) {
    store<u8>(target, 0xc0 | (point >> 6));
    store<u8>(target, 0x80 | (point & 0x3f), 1);
    return target + 2;
  }
  if (point < 0x10000) {
    store<u8>(target, 0xe0 | (point >> 12));
    store<u8>(target, 0x80 | ((point >> 6) & 0x3f), 1);
    store<u8>(target, 0x80 | (point & 0x3f), 2);
    return target + 3;
  }
  store<u8>(target, 0xf0 | (point >> 18));
  store<u8>(target, 0x80 | ((point >> 12) & 0x3f), 1);
  store<u8>(target, 0x80 | ((point >> 6) & 0x3f), 2);
  store<u8>(target, 0x80 | (point & 0x3f), 3);
  return target + 4;
}

/** How many newlines stand in bytes [from, to). */
export function newlines(from: usize, to: usize): u32 {
  let count: u32 = 0;
  let at = from;
  for (; at + 16 <= to; at += 16) count += popcnt(i8x16.bitmask(i8x16.eq(v128.load(at), i8x16.splat(0x0a))));
  for (; at < to; at++) if (load<u8>(at) == 0x0a) count++;
  return count;
}

/** The address of the first newline in [from, to), or `to`. */
export function lineEnd(from: usize, to: usize): usize {
  let at = from;
  for (; at < to; at += 16) {
    const found = i8x16.bitmask(i8x16.eq(v128.load(at), i8x16.splat(0x0a)));
    if (found != 0) return min(at + <usize>(<u32>ctz(found)), to);
  }
  return to;
}


/** The address in the string content [from, to) of what became the byte `offset` of its text: an escape is one place. */
export function rawOffset(from: usize, to: usize, offset: usize): usize {
  let at = from;
  let left = offset;
  while (at < to) {
    const found = i8x16.bitmask(i8x16.eq(v128.load(at), i8x16.splat(0x5c)));
    const plain = min<usize>(found == 0 ? 16 : <usize>(<u32>ctz(found)), to - at);
    if (left < plain) return at + left;
    left -= plain;
    at += plain;
    if (at >= to) break;
    if (load<u8>(at) != BACKSLASH) continue;
    let length: usize = 2;
    let point: u32 = 0;
    if (load<u8>(at, 1) == 0x75) {
      length = 6;
      point = unitAt(at);
      if ((point & 0xfc00) == 0xd800 && at + 12 <= to && load<u16>(at, 6) == 0x755c && (unitAt(at + 6) & 0xfc00) == 0xdc00) {
        length = 12;
        point = 0x10000;
      }
    }
    const bytes: usize = point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    if (left < bytes) return at;
    left -= bytes;
    at += length;
  }
  return to;
}
