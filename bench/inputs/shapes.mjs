// Lists the shapes of input: how calls are made, how many run at a time, and how their messages are framed.
import { flatteringCalls } from './flattering/calls.mjs';
import { realCalls } from './real/call.mjs';
import { ENGLISH } from './real/english.mjs';
import { ascii, inDisorder } from './real/spelling.mjs';
import { ARABIC, HINDI, JAPANESE } from './real/tongues.mjs';
import { slimCalls } from './slim.mjs';

const english = { tongues: [ENGLISH], guests: [JAPANESE] };
const foreign = { tongues: [JAPANESE, HINDI, ARABIC] };
/** The first 300 MB are a single call of four hours. */
const FOUR_HOURS = { kinds: ['phone'], exchanges: [215, 215], pace: 18.2 };

/** `calls(seed)` makes one call after the other. `files` writes that many files of one message instead of one log. */
export const SHAPES = {
  'real-order': {
    about: 'one call after the other',
    seed: 11,
    atATime: 1,
    calls: (seed) => realCalls({ seed, ...english }),
  },
  clean: {
    about: 'one call after the other, none drifts',
    seed: 19,
    atATime: 1,
    calls: (seed) => realCalls({ seed, ...english, kinds: ['studio'] }),
  },
  'real-50': {
    about: '50 calls at a time',
    seed: 12,
    atATime: 50,
    calls: (seed) => realCalls({ seed, ...english }),
  },
  'real-500': {
    about: '500 calls at a time',
    seed: 13,
    atATime: 500,
    calls: (seed) => realCalls({ seed, ...english }),
  },
  mixed: {
    about: 'all types of messages, 20 calls at a time',
    seed: 14,
    atATime: 20,
    calls: (seed) => realCalls({ seed, ...english, everything: true }),
  },
  shuffled: {
    about: 'members of every object in any order',
    seed: 15,
    atATime: 20,
    calls: (seed) => realCalls({ seed, ...english, respell: inDisorder }),
  },
  'non-ascii': {
    about: 'Japanese, Hindi and Arabic as UTF-8',
    seed: 16,
    atATime: 20,
    calls: (seed) => realCalls({ seed, ...foreign }),
  },
  escapes: {
    about: 'Japanese, Hindi and Arabic as \\u escapes',
    seed: 17,
    atATime: 20,
    calls: (seed) => realCalls({ seed, ...foreign, spell: ascii }),
  },
  long: {
    about: 'a call of four hours',
    seed: 18,
    atATime: 1,
    calls: (seed) => realCalls({ seed, ...english, ...FOUR_HOURS }),
  },
  pretty: {
    about: 'pretty-printed',
    seed: 11,
    atATime: 1,
    framing: 'pretty',
    calls: (seed) => realCalls({ seed, ...english }),
  },
  pino: {
    about: 'lines of pino, the body a string',
    seed: 11,
    atATime: 20,
    framing: 'pino',
    calls: (seed) => realCalls({ seed, ...english }),
  },
  'pino-object': {
    about: 'lines of pino, the body an object',
    seed: 11,
    atATime: 20,
    framing: 'pino-object',
    calls: (seed) => realCalls({ seed, ...english }),
  },
  cloudwatch: {
    about: 'events of CloudWatch, the body a string',
    seed: 11,
    atATime: 20,
    framing: 'cloudwatch',
    calls: (seed) => realCalls({ seed, ...english }),
  },
  docker: {
    about: 'lines of Docker, cut at 16 KiB',
    seed: 11,
    atATime: 20,
    framing: 'docker',
    calls: (seed) => realCalls({ seed, ...english }),
  },
  files: {
    about: 'files of one message',
    seed: 11,
    atATime: 1,
    files: 5000,
    calls: (seed) => realCalls({ seed, ...english }),
  },
  slim: { about: 'messages of 390 bytes', seed: 2, atATime: 20, calls: slimCalls },
  'flattering-fat': {
    about: 'messages that repeat each other and have no findings',
    seed: 1,
    atATime: 20,
    calls: flatteringCalls,
  },
};
