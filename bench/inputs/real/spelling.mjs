// Turns JSON into other JSON text of the same values.
import { shuffled } from './houses.mjs';

export const asItIs = (json) => json;

/** Escapes everything outside ASCII, like Python's `json.dumps`. */
export function ascii(json) {
  return json.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Shuffles the members of every object, differently in each message. */
export function inDisorder(rng, json) {
  return JSON.stringify(disordered(rng, JSON.parse(json)));
}

function disordered(rng, value) {
  if (Array.isArray(value)) return value.map((item) => disordered(rng, item));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    shuffled(rng, Object.keys(value)).map((key) => [key, disordered(rng, value[key])]),
  );
}
