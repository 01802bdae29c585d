// Turns the list of variables and files into the page about them.
import { CONFIG, type Influence, optionVariables, VARIABLES } from '../environment.ts';
import type { Section } from './topic.ts';

export function page(): Section[] {
  return [
    { heading: 'Variables', terms: VARIABLES.map(termOf) },
    {
      heading: 'Variables that hold options',
      text: 'Each sets the option of its name, where the command has that option and the command line does not give it. A switch takes yes or no.',
      terms: optionVariables().map(termOf),
    },
    { heading: 'Files', terms: [termOf(CONFIG)] },
  ];
}

function termOf({ name, about }: Influence): Section['terms'][number] {
  return [name, about];
}
