// Lists the captures in which text stands before a message in its line, or on lines between messages.
import { BODIES, clockOf, PRETTY, SAID, TEXTS, timeOf } from './call.ts';
import { type Capture, capture, perMessage } from './capture.ts';

const BANNER = `\
> webhooks@1.0.0 start
> node --env-file=.env server.js

Server {listening} on http://localhost:3000 [ready]
`;

/** `Aug 18 09:02:12` */
function syslogTime(index: number): string {
  return `Aug 18 ${timeOf(index).slice(11, 19)}`;
}

/** Each line behind two blanks, as the forwarder of Vapi's command line prints bodies. */
function indented(text: string): string {
  return text.replaceAll(/^/gm, '  ');
}

const FORWARDING = `\
🎧 Vapi Webhook Listener
📡 Listening on: http://localhost:4242
📍 Forwarding to: http://localhost:3000/webhook

Waiting for webhook events... (Ctrl+C to stop)

`;

export const lines: readonly Capture[] = [
  capture(
    'a server that prints bodies between its own lines',
    BANNER +
      PRETTY.map((text, index) => `Received webhook: ${text}\n${index % 3 === 0 ? 'ok {}\n' : ''}`).join(''),
  ),
  capture(
    'console.log with a label',
    BANNER + TEXTS.map((text) => `webhook body: ${text}\nanswered 200 in 3 ms\n`).join(''),
  ),
  perMessage('time and level before each', (index) => `[${timeOf(index)}] INFO: ${TEXTS[index]}`),
  perMessage('Python logging', (index) => `${clockOf(index)} - webhook - INFO - ${TEXTS[index]}`),
  perMessage('syslog (RFC 3164)', (index) => `${syslogTime(index)} web-1 node[812]: ${TEXTS[index]}`),
  perMessage(
    'syslog (RFC 5424)',
    (index) => `<134>1 ${timeOf(index)} web-1 node 812 - [meta sequenceId="${index}"] ${TEXTS[index]}`,
  ),
  perMessage(
    'Heroku logs',
    (index) => `${timeOf(index).replace('Z', '000+00:00')} app[web.1]: ${TEXTS[index]}`,
  ),
  perMessage('PM2 logs', (index) => `0|webhook  | ${TEXTS[index]}`),
  perMessage(
    'aws logs tail',
    (index) => `${timeOf(index).replace('Z', '000+00:00')} 2026/08/18/[$LATEST]0c5be2d7 ${TEXTS[index]}`,
  ),
  perMessage(
    'console.log in AWS Lambda',
    (index) => `${timeOf(index)}\t8f1a6f0e-6d4e-4a8e-9d51-6c1f0c4b3f10\tINFO\t${TEXTS[index]}`,
  ),
  perMessage(
    'logrus and logfmt',
    (index) => `time="${timeOf(index)}" level=info msg=${JSON.stringify(TEXTS[index])} path=/webhook`,
  ),
  capture(
    'vapi listen --forward-to',
    FORWARDING +
      PRETTY.map((text, index) => {
        const time = timeOf(index).slice(11, 19);
        return `[${time}] → POST webhook\n[${time}] ← POST 200 OK\n${indented(text)}\n\n`;
      }).join(''),
  ),
  capture(
    'vapi listen --forward-to, in colours',
    FORWARDING +
      PRETTY.map((text, index) => {
        const time = `\u001b[90m[${timeOf(index).slice(11, 19)}]\u001b[0m`;
        return `${time} \u001b[36m→\u001b[0m POST webhook\n${time} \u001b[32m← POST 200 OK\u001b[0m\n${indented(text)}\n\n`;
      }).join(''),
  ),
  perMessage('turnline listen', (index) =>
    JSON.stringify({
      receivedAt: timeOf(index),
      headers: { 'content-type': 'application/json', 'x-call-id': 'a' },
      body: BODIES[index],
    }),
  ),
  perMessage('a dump of HTTP requests', (index) =>
    [
      'POST /webhook HTTP/1.1',
      'Host: hooks.example.com',
      'Content-Type: application/json',
      `Date: ${new Date(SAID[index]!.at).toUTCString()}`,
      '',
      TEXTS[index],
    ].join('\n'),
  ),
];
