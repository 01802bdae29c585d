// Names what the kernel can do for the code outside of it.
export { defects, hasDoubles, judge, useContract } from './judge';
export { fields, keyEndBefore, noteCallField, noteField, wholeNumber } from './fields';
export { lineEnd, newlines, rawOffset, unescape } from './text';
export { walk, written } from './walk';
