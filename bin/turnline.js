#!/usr/bin/env node
import { hostOf } from '../dist/host.js';
import { main } from '../dist/main.js';

process.exitCode = await main(hostOf(process));
