// Names what unpacks, loaded when something turns out to be packed, as most input is not.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

export function zlib(): typeof import('node:zlib') {
  return require('node:zlib');
}
