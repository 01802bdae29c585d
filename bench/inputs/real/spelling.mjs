// Turns JSON into JSON of the same values that is spelt in another way.
import { shuffled } from './houses.mjs';

export const asItIs = (json) => json;

/** As `json.dumps` of Python writes it: all that is not ASCII as escapes. */
export function ascii(json) {
  return json.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** The members of every object in an order that draws decide, so that no two messages have the same. */
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
