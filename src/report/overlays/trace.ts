// Turns a score into Chrome trace JSON: a process for the call, a thread for each role.
import type { Moment, Score, Voice } from '../score.ts';
import { apart, type Stretch, segmentsOf, us, VOICES } from './lanes.ts';
import type { OverlayFile, OverlayOptions } from './overlay.ts';
import { callName, doubtIn, labelOf, oneLine, spokenIn, startedAt } from './words.ts';

const PID = 1;

export function print(score: Score, { timeZone }: OverlayOptions): OverlayFile[] {
  const trace = {
    displayTimeUnit: 'ms',
    otherData: { call: callName(score), origin: startedAt(score, timeZone) },
    traceEvents: [
      { ph: 'M', pid: PID, tid: 0, name: 'process_name', args: { name: callName(score) } },
      ...VOICES.flatMap((voice) => threadOf(score, voice)),
      ...score.moments.map(instantOf),
    ],
  };
  return [{ suffix: '.trace.json', text: `${JSON.stringify(trace)}\n` }];
}

/** The slices of a thread may nest but not cross, so they are kept apart. */
function threadOf(score: Score, voice: Voice): object[] {
  const thread = { pid: PID, tid: tidOf(voice) };
  const slices = apart(segmentsOf(score, voice), 0, us(score.durationMs));
  return [
    { ph: 'M', ...thread, name: 'thread_name', args: { name: voice } },
    { ph: 'M', ...thread, name: 'thread_sort_index', args: { sort_index: tidOf(voice) } },
    ...slices.map((slice) => ({ ph: 'X', ...thread, ...sliceOf(slice) })),
  ];
}

function sliceOf({ segment, startUs, endUs }: Stretch): object {
  const [text, doubt] = [spokenIn(segment), doubtIn(segment)];
  return {
    name: labelOf(segment),
    cat: 'speech',
    ts: startUs,
    dur: endUs - startUs,
    args: {
      turn: oneLine(segment.turn),
      ...(text === null ? {} : { text }),
      ...(doubt === '' ? {} : { doubt }),
      ...(segment.flags.length === 0 ? {} : { flags: segment.flags.map(oneLine).join(', ') }),
    },
  };
}

function instantOf({ atMs, kind, says }: Moment): object {
  // Scope p draws the mark through all threads of the call.
  const about = { ph: 'i', s: 'p', pid: PID, tid: tidOf('assistant'), cat: 'moment' };
  return { ...about, name: oneLine(kind), ts: us(atMs), args: { says: oneLine(says) } };
}

function tidOf(voice: Voice): number {
  return VOICES.indexOf(voice) + 1;
}
