// Turns a line of a container's log under Kubernetes, `2026-08-18T09:02:12.1Z stdout F ...`, into what the container printed.
import type { Transport } from './transport.ts';

const PATTERN = /^(\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)) (stdout|stderr) ([FP])(?::\S*)?(?: |$)/;
const HEAD_BYTES = 80;

export const cri: Transport = {
  name: 'Kubernetes (CRI)',
  about: '/var/log/pods/*: time, stream and F or P before each line, which is put together again',
  open({ bytes }, start, end) {
    const match = PATTERN.exec(bytes.toString('latin1', start, Math.min(end, start + HEAD_BYTES)));
    if (match === null) return undefined;
    const [head, received = null, stream = '', tag] = match;
    return { start: start + head.length, end, escaped: false, whole: tag === 'F', received, stream };
  },
};
