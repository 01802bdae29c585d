// Turns a line of Docker's json-file log, {"log":"...","stream":"stdout","time":"..."}, into what the container printed.
import { BACKSLASH } from '../../json/bytes.ts';
import type { Kernel } from '../../json/kernel.ts';
import type { Carried, Transport } from './transport.ts';

/** Docker cuts what a container prints at this many bytes, and goes on in the next line. */
const CUT_AT = 16 << 10;

const OPENING = Buffer.from('{"log":"');
/** How the content of a JSON string ends that ends in a newline. */
const BREAK = 2;

export const docker: Transport = {
  name: 'docker json-file',
  about:
    'a line of /var/lib/docker/containers/*-json.log for each line, cut at 16 KiB and put together again',
  open(kernel, start, end) {
    if (!kernel.bytes.subarray(start, start + OPENING.length).equals(OPENING)) return undefined;
    kernel.clear();
    const line = kernel.walk(start, end);
    return line === 0 ? undefined : carried(kernel, line);
  },
};

function carried({ bytes, tape }: Kernel, line: number): Carried | undefined {
  const [log, stream, time] = ['log', 'stream', 'time'].map((name) => tape.member(line, name));
  if (!log || !tape.isString(log) || !(stream || time)) return undefined;
  const [start, end] = [tape.start(log) + 1, tape.end(log) - 1];
  const ends = bytes[end - 1] === 0x6e && backslashesBefore(bytes, start, end - 1) % 2 === 1;
  return {
    start,
    end: ends ? end - BREAK : end,
    escaped: true,
    whole: ends || end - start < CUT_AT,
    received: (time ? tape.string(time) : undefined) ?? null,
    stream: (stream ? tape.string(stream) : undefined) ?? '',
  };
}

function backslashesBefore(bytes: Buffer, start: number, at: number): number {
  let count = 0;
  while (at - count > start && bytes[at - count - 1] === BACKSLASH) count++;
  return count;
}
