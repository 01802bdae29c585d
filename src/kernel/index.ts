// Names what the kernel can do for the code outside of it.
export { fields, keyEndBefore, noteCallField, noteField, wholeNumber } from './fields';
export { lineEnd, newlines, unescape } from './text';
export { walk, written } from './walk';
