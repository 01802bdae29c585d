#!/usr/bin/env node
import module from 'node:module';

// From 22.8 on Node keeps what it compiled, where NODE_COMPILE_CACHE says, else among temporary files;
// with NODE_DISABLE_COMPILE_CACHE, or where nothing can be written, it keeps nothing.
module.enableCompileCache?.();

const { hostOf } = await import('../dist/host.js');
const { main } = await import('../dist/main.js');

process.exitCode = await main(hostOf(process));
