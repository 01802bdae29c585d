// Turns a seed into made-up businesses, each with its own assistant. Captures show three kinds.
import { random } from '../random.mjs';
import { promptOf, sentence } from './prose.mjs';
import { functionTool } from './tools.mjs';

/**
 * The drift that captures have: phone lines send `function` on tools that Vapi runs itself, and a transfer mode that the contract
 * does not know; sites have function names with blanks. Studios do not drift.
 */
const KINDS = {
  phone: {
    prompt: 25_700,
    tools: { count: 6, fields: 7, words: 2, spaced: false, waits: true },
    clock: 'call',
    drifts: true,
    toolShare: 0.25,
  },
  site: {
    prompt: 3300,
    tools: { count: 5, fields: 7, words: 3, spaced: true, waits: false },
    clock: 'wall',
    drifts: true,
    toolShare: 0.15,
  },
  studio: {
    prompt: 4800,
    tools: { count: 2, fields: 3, words: 2, spaced: false, waits: true },
    clock: 'wall',
    drifts: false,
    toolShare: 0.2,
  },
};
/** Calls draw from this bag until it is empty: two thirds of the calls drift, and messages average some 40 KB. */
const BAG = ['phone', 'studio', 'site', 'phone', 'site', 'studio', 'phone', 'studio', 'site'];
const HOUSES_OF_A_KIND = 8;

const NAMES = [
  'Alder & Finch',
  'Brückner Reisen',
  'Casa Lumen',
  'Dunmore Gym',
  'Elm Street Vets',
  'Fjord Rentals',
  'Granite Storage',
  'Höhenweg Klinik',
  'Ivory Keys Music',
  'Juniper Law',
  'Kite & Co',
  'Larkspur Hotel',
  'Mendoza Motors',
  'Nine Oaks Spa',
  'Ostrava Tiles',
  'Pémont Bakery',
];
const REASONS = 12;

/** Endless: the house of each next call. Assistants speak `tongues`; their prompts also quote `guests`. */
export function* housesOf(seed, { tongues, guests, kinds = BAG }) {
  const rng = random(seed);
  const houses = new Map(
    Object.keys(KINDS).map((kind) => [
      kind,
      Array.from({ length: HOUSES_OF_A_KIND }, (_, index) =>
        houseOf(rng, kind, tongues[index % tongues.length], guests),
      ),
    ]),
  );
  for (;;) for (const kind of shuffled(rng, kinds)) yield rng.pick(houses.get(kind));
}

function houseOf(rng, kind, tongue, guests) {
  const { prompt, tools, ...traits } = KINDS[kind];
  const name = rng.pick(NAMES);
  const host = `${name
    .toLowerCase()
    .normalize('NFD')
    .replace(/[^a-z]+/g, '-')}.example.com`;
  const orgId = rng.uuid();
  const tool = () => functionTool(rng, tongue, { ...tools, id: rng.uuid(), orgId, host });
  return {
    kind,
    ...traits,
    tongue,
    name,
    host,
    orgId,
    assistantId: rng.uuid(),
    lineId: rng.uuid(),
    number: `+1202555${rng.between(1000, 9999)}`,
    prompt: promptOf(rng, tongue, prompt, guests),
    firstMessage: `${name}! ${sentence(rng, tongue, 'agent')}`,
    reasons: Array.from(
      { length: REASONS },
      () => `${sentence(rng, tongue, 'caller')}\n"${sentence(rng, tongue, 'caller')}"`,
    ),
    tools: Array.from({ length: tools.count }, tool),
  };
}

export function shuffled(rng, items) {
  const mixed = [...items];
  for (let last = mixed.length - 1; last > 0; last--) {
    const other = rng.between(0, last);
    [mixed[last], mixed[other]] = [mixed[other], mixed[last]];
  }
  return mixed;
}
