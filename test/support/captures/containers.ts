// Lists the captures that Docker, Kubernetes and their like made of what a program printed.
import { PRETTY, SAID, TEXTS, timeOf } from './call.ts';
import { type Capture, capture, perMessage } from './capture.ts';

/** What Docker and CRI cut a long line to. */
const CUT = 16 << 10;
const LONG = 2;

/** A message of its own length, but the one that is longer than a line may be. */
function printed(index: number): string {
  const { message } = SAID[index]!;
  const long = { ...message, assistant: { firstMessage: 'Good morning. '.repeat(1_500) } };
  return `${index === LONG ? JSON.stringify({ message: long }) : TEXTS[index]}\n`;
}

function cut(text: string): string[] {
  return Array.from({ length: Math.ceil(text.length / CUT) }, (_, at) =>
    text.slice(at * CUT, (at + 1) * CUT),
  );
}

const ALL = TEXTS.map((_, index) => index);
const UP = `\
time="2026-08-18T09:01:58Z" level=warning msg="compose.yml: the attribute \`version\` is obsolete"
 Network app_default  Created
 Container app-web-1  Created
Attaching to web-1
`;
const OTHER = 'checking {"jobs":3}\n';

/** Lines of a service and of its neighbour, taken in turns. */
function interleaved(): string {
  const own = PRETTY.flatMap((text) => text.split('\n')).map((line) => `web-1   | ${line}`);
  return own
    .flatMap((line, at) => (at % 5 === 2 ? [line, 'cache-1 | 1:M 18 Aug * DB saved on disk'] : [line]))
    .join('\n');
}

export const containers: readonly Capture[] = [
  perMessage(
    'kubectl logs --timestamps',
    (index) => `${timeOf(index).replace('Z', '123456Z')} ${TEXTS[index]}`,
  ),
  perMessage('kubectl logs --prefix', (index) => `[pod/web-6d4cf56db6-x2x7k/app] ${TEXTS[index]}`),
  perMessage('stern', (index) => `web-6d4cf56db6-x2x7k app ${TEXTS[index]}`),
  perMessage('docker compose logs', (index) => `web-1  | ${TEXTS[index]}`),
  perMessage(
    'docker compose logs, in colours',
    (index) =>
      `\u001b[36mweb-1  | \u001b[0m${index === 0 ? 'listening\n\u001b[36mweb-1  | \u001b[0m' : ''}${TEXTS[index]}`,
  ),
  capture(
    'docker compose up',
    `${UP}${PRETTY.map((text) => `${text.replaceAll(/^/gm, 'web-1  | ')}\n`).join('')}`,
  ),
  capture('docker compose logs, pretty-printed, two services', `${interleaved()}\n`),
  capture(
    'Docker json-file, lines cut at 16 KiB',
    ALL.flatMap((index) =>
      [...cut(printed(index)), ...(index === 4 ? [OTHER] : [])].map(
        (log) =>
          `${JSON.stringify({ log, stream: log === OTHER ? 'stderr' : 'stdout', time: timeOf(index) })}\n`,
      ),
    ).join(''),
  ),
  capture(
    'Docker json-file, pretty-printed',
    ALL.flatMap((index) =>
      PRETTY[index]!.split('\n').map(
        (line) => `${JSON.stringify({ log: `${line}\n`, stream: 'stdout', time: timeOf(index) })}\n`,
      ),
    ).join(''),
  ),
  capture(
    'CRI, lines cut at 16 KiB',
    ALL.flatMap((index) => {
      const pieces = cut(printed(index).trimEnd());
      return pieces.map(
        (piece, at) => `${timeOf(index)} stdout ${at === pieces.length - 1 ? 'F' : 'P'} ${piece}\n`,
      );
    }).join(''),
  ),
];
