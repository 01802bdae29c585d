// Turns a line behind the name of a container, or behind a time, into what the container printed.
import type { Transport } from './transport.ts';

const COLOUR = '(?:\\u001b\\[[\\d;]*m)*';
/** `web-1  | ` of docker compose, `[pod/web-1/app] ` of kubectl --prefix. */
const NAME = `${COLOUR}(?:([\\w.-]+) +\\| ?|(\\[pod/[^\\]\\s]+\\]) )${COLOUR}`;
/** As docker logs -t and kubectl --timestamps write it. */
const TIME = '(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?(?:Z|[+-]\\d\\d:\\d\\d)) ';
const PATTERN = new RegExp(`^(?:${NAME}(?:${TIME})?|${TIME})`);
const HEAD_BYTES = 200;

export const prefixed: Transport = {
  name: 'line prefix',
  about:
    'web-1 | of docker compose, [pod/...] of kubectl --prefix, a time of docker logs -t or kubectl --timestamps',
  open({ bytes }, start, end) {
    const match = PATTERN.exec(bytes.toString('latin1', start, Math.min(end, start + HEAD_BYTES)));
    if (match === null) return undefined;
    const [head, service, pod, timeAfterName, time] = match;
    const received = timeAfterName ?? time ?? null;
    return {
      start: start + head.length,
      end,
      escaped: false,
      whole: true,
      received,
      stream: service ?? pod ?? '',
    };
  },
};
