// Names the colours of the drawings as CSS properties, for light and for dark surroundings.

const LIGHT = `
  --paper: #fcfbf8; --panel: #ffffff; --ink: #1e2024; --soft: #5c626c; --line: #e2dfd7; --rule: #c9c5bb;
  --assistant: #27618f; --on-assistant: #ffffff; --user: #a9561d; --on-user: #ffffff; --both: #2f3238;
  --wait: #868b94; --dead: #c2272f; --on-dead: #ffffff; --lit: #f4ecd9; --focus: #0b57d0;`;

const DARK = `
  --paper: #15171a; --panel: #1c1f23; --ink: #e9e7e2; --soft: #a4aab4; --line: #2c3036; --rule: #474c54;
  --assistant: #7ab3e2; --on-assistant: #0b1a27; --user: #eba369; --on-user: #2a1606; --both: #d9d6cf;
  --wait: #848b96; --dead: #ff7b79; --on-dead: #2b0606; --lit: #2e2c24; --focus: #8ab4f8;`;

/** Blue and orange differ to every eye; what tells the rest apart is shape, never colour alone. */
export function palette(selector: string): string {
  return `${selector} {${LIGHT}\n}\n@media (prefers-color-scheme: dark) { ${selector} {${DARK}\n} }`;
}
