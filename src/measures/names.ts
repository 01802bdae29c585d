// Turns the key of a measure into the name that people call it by: without its unit, response.max of response.maxMs.

export function plainName(key: string): string {
  return key.replace(/Ms(?=[./]|$)/g, '');
}
