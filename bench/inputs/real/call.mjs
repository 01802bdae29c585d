// Turns a seed into calls in the shapes of captures: each has its moments and a function that writes the message of a moment.

import { housesOf } from './houses.mjs';
import { everythingOf, speechOf } from './moments.mjs';
import { artifactOf, PROMPT_CUT } from './rows.mjs';
import { asItIs } from './spelling.mjs';
import { surroundingsOf } from './surroundings.mjs';
import { talkOf } from './talk.mjs';

/**
 * `exchanges` is the least and the most of a call; `pace` stretches its pauses. `spell` writes parts that are written once a call,
 * `respell` every message.
 */
export function realCalls({
  seed,
  tongues,
  guests = [],
  everything = false,
  exchanges = [5, 11],
  pace = 1,
  kinds,
  spell = asItIs,
  respell,
}) {
  const houses = housesOf(seed, { tongues, guests, kinds });
  return (rng, startedMs) => {
    const house = houses.next().value;
    const call = { id: rng.uuid(), startedMs, house };
    Object.assign(call, talkOf(rng, { house, startedMs, exchanges: rng.between(...exchanges), pace }));
    const { members, prompt, variables } = surroundingsOf(rng, call);
    const shown = house.kind === 'studio' ? prompt : `${prompt.slice(0, PROMPT_CUT).toWellFormed()}...`;
    const artifact = artifactOf({ call, prompt: shown, spell, variables });
    const tail = spell(members);
    const write = ({ atMs, own }) => {
      const fields = spell(typeof own === 'string' ? own : own(artifact, atMs));
      const json = `{"message":{"timestamp":${atMs},${fields},"artifact":{${artifact.textAt(atMs)}},${tail}}}`;
      return respell === undefined ? json : respell(rng, json);
    };
    return { moments: everything ? everythingOf(call) : speechOf(call), write, drifts: house.drifts };
  };
}
