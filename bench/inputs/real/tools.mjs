// Turns draws into the tools of an assistant, and into the arguments and results of their calls.
import { sentence } from './prose.mjs';

const VERBS = ['find', 'book', 'move', 'cancel', 'confirm', 'quote', 'note', 'verify'];
const THINGS = ['Slot', 'Customer', 'Booking', 'Invoice', 'Visit', 'Order', 'Member', 'Address'];
const FIELDS = [
  'email',
  'lastName',
  'firstName',
  'birthDate',
  'phone',
  'reason',
  'branch',
  'slotId',
  'requestedTime',
  'partySize',
  'notes',
  'reference',
  'language',
  'callBack',
];
const DAY = '2026-08-';

/** A tool of type `function`. `spaced` names break the pattern of the contract, as in a capture. */
export function functionTool(rng, tongue, { id, orgId, host, fields, words, spaced, waits }) {
  const [verb, thing] = [rng.pick(VERBS), rng.pick(THINGS)];
  const name = spaced
    ? `${verb} ${thing.toLowerCase()} ${rng.between(1, 9)}`
    : `${verb}${thing}_${rng.between(1, 9)}`;
  const chosen = FIELDS.slice(0, fields);
  const describe = (sentences) =>
    Array.from({ length: sentences }, () => sentence(rng, tongue, 'descriptions')).join('\r\n- ');
  const properties = chosen.map((field, index) => [
    field,
    index % 4 === 3
      ? {
          enum: ['morning', 'noon', 'evening', 'any'],
          type: 'string',
          default: '',
          description: describe(words),
        }
      : { type: 'string', default: '', description: describe(index % 3 === 0 ? 2 : 1) },
  ]);
  return {
    id,
    createdAt: '2025-11-20T02:43:18.470Z',
    updatedAt: '2026-06-02T11:18:16.484Z',
    type: 'function',
    function: {
      name,
      strict: false,
      parameters: {
        type: 'object',
        required: chosen.slice(0, 3),
        properties: Object.fromEntries(properties),
      },
      description: describe(words),
    },
    messages: waits
      ? [{ type: 'request-start', content: sentence(rng, tongue, 'agent'), blocking: false }]
      : [],
    orgId,
    server: { url: `https://${host}/hooks/${name.replaceAll(' ', '-')}`, timeoutSeconds: 20 },
    async: false,
  };
}

/** The arguments as models write them: JSON in a string, with line breaks and quotes. */
export function argumentsOf({ function: { parameters } }, asked, text) {
  const given = Object.keys(parameters.properties).map((field, index) => [
    field,
    index % 3 === 0
      ? text
      : index % 3 === 1
        ? `${DAY}${String(1 + (asked % 28)).padStart(2, '0')}T09:30:00`
        : `${asked}`,
  ]);
  return JSON.stringify(Object.fromEntries(given), null, 2);
}

/** The answer of the tool's server. */
export function resultOf(asked, text) {
  return {
    available: asked % 3 !== 0,
    slots: Array.from(
      { length: 1 + (asked % 4) },
      (_, n) => `${DAY}${String(3 + n).padStart(2, '0')}T1${n}:15:00`,
    ),
    message: text,
  };
}
