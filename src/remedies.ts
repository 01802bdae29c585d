// Turns each finding code into what causes it and what to do about it.
import type { FindingCode } from './finding.ts';
import { MAX_DEPTH, MAX_INNER_BYTES, MAX_KEY_BYTES, MAX_NUMBER_BYTES, MAX_RECORD_BYTES } from './limits.ts';

export interface Remedy {
  /** What must have happened for this finding to be made. */
  readonly cause: string;
  /** What to do, and what turnline does where nothing is done. */
  readonly remedy: string;
}

export const REMEDIES: Readonly<Record<FindingCode, Remedy>> = {
  'broken-json': {
    cause:
      'A byte stands where JSON allows none, such as log text around a body, or a body that was printed and not serialised.',
    remedy:
      'Write each body as it came, one a line. The column is that of the first wrong byte; the record is left out, and reading goes on with the next one.',
  },
  'truncated-record': {
    cause:
      'A record ends inside a value: the capture stopped, or something between the program and the file cuts long lines.',
    remedy:
      'Raise the limit on the length of a line (a payload has 12 to 60 KB), or capture to a file. The record is left out.',
  },
  'too-large': {
    cause: `The record is JSON and goes beyond a limit many times what messages need: objects and arrays may nest ${MAX_DEPTH} levels from its root, a key may have ${MAX_KEY_BYTES >> 10} KiB and a number ${MAX_NUMBER_BYTES} characters, as they are written. A string may be as long as its record, ${MAX_RECORD_BYTES >> 20} MiB, or ${MAX_INNER_BYTES >> 20} MiB where a packing or a container is taken off.`,
    remedy:
      'Look at the place of the finding, where the limit is crossed: data was probably taken for a name, or written into itself. The record is left out, and reading goes on with the next one.',
  },
  'record-too-long': {
    cause:
      'No record ends within the limit: a quote or bracket is never closed, or the file is no log of messages.',
    remedy: 'Look at the place where it begins. It is left out up to the next line that opens like a record.',
  },
  'invalid-utf8': {
    cause:
      'Text was written in another encoding, such as Latin-1, or cut in the middle of a character. In UTF-16, and in escapes, that leaves half of a surrogate pair.',
    remedy: 'Write UTF-8, as JSON demands. The message is judged all the same; the characters are lost.',
  },
  'array-not-closed': {
    cause: 'The input ends before the ] of its array: it was cut, or it is still being written.',
    remedy: 'Read it again when it is complete. The items before the end are used.',
  },
  'array-separator': {
    cause:
      'Something other than one comma stands between two items of an array, as after gluing files together.',
    remedy:
      'Put commas there, or write one message a line without the array. Reading goes on with the next item.',
  },
  'zero-bytes': {
    cause:
      'The file has a hole: it was cut to nothing while something still wrote to it, as logrotate does with copytruncate, or the disk lost what was written.',
    remedy:
      'What stood there is lost; what follows is read. Let the program that writes open its log for appending, or rotate by renaming.',
  },
  unreadable: {
    cause:
      'A source cannot be opened, cannot be read to its end, or is packed in a way that is not unpacked here.',
    remedy:
      'Check path and permissions; a damaged file is used up to the damage. For a packing that is not known the finding tells the command to pipe through.',
  },
  'missing-field': {
    cause:
      'The schema requires a field that the object does not have; where a field of nearly that name is there, it is probably misspelt.',
    remedy:
      'Add the field, or rename the one that the finding quotes. turnline schema show POINTER tells what belongs there.',
  },
  'wrong-type': {
    cause: 'The value has another JSON type than the schema allows, such as a number written as a string.',
    remedy:
      'Send the type that the finding names; often it is enough to leave out quotes, or to leave out the field for null.',
  },
  'wrong-value': {
    cause:
      'The value is none of those that the schema lists, for a field of the message itself such as role or status.',
    remedy:
      'Send one of the listed values, in their spelling and case. A speech-update without a right role and status enters no timeline.',
  },
  'unknown-field': {
    cause: 'The schema given by --schema forbids fields that it does not list (additionalProperties: false).',
    remedy: 'Remove or rename the field, or allow it in that schema.',
  },
  'breaks-rule': {
    cause:
      'The value has the right type and breaks a rule of the schema: a bound, a length, a pattern, a union.',
    remedy: 'Send a value that keeps the rule that the finding names.',
  },
  'too-many-values': {
    cause:
      'The message holds hundreds of times as many values as messages do: something was put into it that is none of its own.',
    remedy:
      'Look at its longest array. Of such a message only the event is used; its artifact is not, and it is not judged.',
  },
  'unknown-property': {
    cause:
      "The contract does not list the field: it is misspelt, or newer than the contract, as Vapi's releases are weekly.",
    remedy:
      'Rename it if the finding has a suggestion. Otherwise nothing is wrong; turnline schema diff with a newer OpenAPI document tells whether Vapi knows it.',
  },
  'unknown-value': {
    cause:
      'A nested value is none of those that the contract lists: it is misspelt, or newer than the contract.',
    remedy:
      'Correct it if the finding has a suggestion. Otherwise nothing is wrong; --schema judges by a newer OpenAPI document.',
  },
  'beyond-limit': {
    cause:
      'A nested value is outside a bound, length or pattern of the contract; such limits change with releases.',
    remedy: 'Check the value. It makes no message wrong, unless --strict is given.',
  },
  'duplicate-key': {
    cause:
      'An object has the same key twice, as when a program adds a field to text by hand: readers of JSON differ in which one they take. Looked at are the document, the message and its call.',
    remedy:
      'Write each key once. The last one is read, as JavaScript and Python do; what the first said is lost.',
  },
  'timestamp-text': {
    cause:
      'The timestamp is a date as text, as messages before April 2025 had it, or a program formatted it.',
    remedy:
      'Keep the number as Vapi sends it. The text is read as that date (UTC where it names no zone), and used.',
  },
  'timestamp-unit': {
    cause:
      'The timestamp is no moment since 2001 in milliseconds: a program changed its unit, or it is none.',
    remedy:
      'Send milliseconds since 1970. A time in seconds, microseconds or nanoseconds is read as such; anything else is not used, and the event has no time.',
  },
  redelivered: {
    cause:
      'Role, status, turn and timestamp are those of an earlier event of the call: a webhook sent again, or a log read twice.',
    remedy:
      'None is needed: the event is used once. If all events repeat, the same log was probably named twice.',
  },
  reordered: {
    cause:
      'The timestamp is earlier than that of an event which arrived before, as when webhooks overtake each other.',
    remedy:
      'None is needed: events are put in order by their timestamps. A consumer of the live stream must do so too.',
  },
  'clock-jump': {
    cause:
      'The timestamp is more than a minute before that of the event before it: a clock was set, or logs were mixed.',
    remedy:
      'Check that all records are of the same call and capture. Waits across the jump are not to be trusted.',
  },
  'dup-start': {
    cause:
      'The party starts the turn in which it speaks already: the stop between is missing, or the start came twice.',
    remedy:
      'None is needed for the turn: the first start is kept. If it happens often, look for lost webhooks.',
  },
  'missing-stop': {
    cause:
      'The party starts another turn while the earlier one was never stopped: the stop was lost, or never sent.',
    remedy:
      "Look for lost webhooks. The end is inferred from the artifact's messages, else from the next start, and such speech enters no duration.",
  },
  'dup-stop': {
    cause: 'The party stops the same turn again within a second, or without a timestamp.',
    remedy: 'None is needed: the second stop is ignored.',
  },
  'orphan-stop': {
    cause:
      'The party stops without having started: the log begins in the middle of the call, or the start was lost.',
    remedy:
      'Capture from the beginning of the call. The start is inferred at best, and such speech enters no duration.',
  },
  'no-stop': {
    cause:
      'The log ends while the party speaks: the capture ended early, or the call ended before the stop was sent.',
    remedy:
      'Include what came after, if there is any. The end is unknown, and such speech enters no duration.',
  },
  'turn-changed': {
    cause: 'The stop of a stretch of speech has another turn number than its start.',
    remedy: 'None is needed: start and stop are paired all the same, and the number of the start is kept.',
  },
  'zero-length': {
    cause:
      'The stop has the timestamp of the start: the party was noticed and gone, or timestamps were rounded.',
    remedy: 'If all stretches are so, a program has rounded the timestamps. A single one is harmless.',
  },
  suspicious: {
    cause:
      'More than five minutes lie between a start and its stop, longer than anybody speaks: events between were lost.',
    remedy: 'Look for lost webhooks around this time, and do not trust the speech time of this turn.',
  },
};
