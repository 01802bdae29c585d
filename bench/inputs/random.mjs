// Turns a seed into the same draws on every machine.

/** Mulberry32: small, fast, and even enough for made-up calls. */
export function random(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (min, max) => min + Math.floor(next() * (max - min + 1));
  const hex = () => between(0, 0xffff_ffff).toString(16).padStart(8, '0');
  return {
    between,
    chance: (share) => next() < share,
    pick: (items) => items[between(0, items.length - 1)],
    uuid: () => {
      const digits = hex() + hex() + hex() + hex();
      const variant = '89ab'[between(0, 3)];
      return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-${variant}${digits.slice(17, 20)}-${digits.slice(20)}`;
    },
  };
}
