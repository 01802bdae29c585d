// Lists the framings of a file: each turns the JSON of a message into the text that the file holds for it.

const CUT_BYTES = 16 << 10;
const at = (ms) => new Date(ms).toISOString();

export const FRAMINGS = {
  lines: (json) => `${json}\n`,
  pretty: (json) => `${JSON.stringify(JSON.parse(json), null, 2)}\n`,
  pino: (json, atMs, n) =>
    `{"level":30,"time":${atMs + 55},"pid":18,"hostname":"web-7c9d5","reqId":"req-${n}","url":"/vapi","body":${JSON.stringify(json)},"msg":"webhook"}\n`,
  'pino-object': (json, atMs, n) =>
    `{"level":30,"time":${atMs + 55},"pid":18,"hostname":"web-7c9d5","reqId":"req-${n}","url":"/vapi","body":${json},"msg":"webhook"}\n`,
  cloudwatch: (json, atMs, n) =>
    `{"logStreamName":"web/app/3f1c","timestamp":${atMs + 60},"message":${JSON.stringify(`${json}\n`)},"ingestionTime":${atMs + 900},"eventId":"38${String(n).padStart(54, '0')}"}\n`,
  docker: (json, atMs) => {
    const pieces = cut(`${json}\n`);
    const piece = (log, index) =>
      `{"log":${escaped(log)},"stream":"stdout","time":"${at(atMs + 55).slice(0, -1)}${String(100 + index)}113Z"}\n`;
    return pieces.map(piece).join('');
  },
};

/** Docker's JSON writer escapes these for HTML. */
function escaped(text) {
  return JSON.stringify(text).replace(/[<>&]/g, (letter) => `\\u00${letter.charCodeAt(0).toString(16)}`);
}

/** Pieces of 16 KiB, or slightly less so that no character is split. */
function cut(text) {
  const bytes = Buffer.from(text);
  const pieces = [];
  for (let begin = 0; begin < bytes.length; ) {
    let end = Math.min(begin + CUT_BYTES, bytes.length);
    while (end < bytes.length && (bytes[end] & 0xc0) === 0x80) end--;
    pieces.push(bytes.utf8Slice(begin, end));
    begin = end;
  }
  return pieces;
}
