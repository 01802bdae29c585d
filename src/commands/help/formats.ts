// Turns the registries of formats, overlays and input kinds into the page that lists them.

import type { Format, Printed } from '../../report/formats/format.ts';
import { FORMATS } from '../../report/formats/index.ts';
import { OVERLAYS } from '../../report/overlays/index.ts';
import type { Overlay } from '../../report/overlays/overlay.ts';
import { COMMAND_LIST } from '../catalogue.ts';
import type { Command } from '../command.ts';
import { INPUT_KINDS, type InputKind } from './input-kinds.ts';
import type { Section } from './topic.ts';

export function page(): Section[] {
  return [
    { heading: 'Rows, for every command that takes --format', terms: formats('rows') },
    {
      heading: `Rows as typed columns in a file, for ${takers(({ prints }) => prints?.includes('columns') === true)}`,
      terms: formats('columns'),
    },
    {
      heading: `Findings, for ${takers(({ prints }) => prints?.includes('findings') === true)}`,
      terms: formats('findings'),
    },
    {
      heading: `Gates, for ${takers(({ prints }) => prints?.includes('gates') === true)}`,
      terms: formats('gates'),
    },
    {
      heading: `Files that lie on the recording, for ${takers(({ ownFormats }) => ownFormats !== undefined)}`,
      text: 'The ending is that of the file which --out makes where its pattern has none.',
      terms: Object.entries<Overlay>(OVERLAYS).map(([name, { about, extension }]) => [
        name,
        `${about} (${extension})`,
      ]),
    },
    {
      heading: 'How a source may be packed',
      text: 'In UTF-8 or UTF-16. All of this is told from the first bytes, never from the name; --explain-input says what was found.',
      terms: kinds('packing'),
    },
    { heading: 'What may stand around each line', terms: kinds('transport') },
    {
      heading: 'How records may lie in a source',
      text: 'Lines of text between them, and text before a document in its line, are passed over.',
      terms: kinds('framing'),
    },
    {
      heading: 'Where the message may be in a record',
      text: 'As an object, or as JSON in a string, in base64 too, through several of these. In any other document it is found where a speech-update is spelt; --at POINTER says where to look.',
      terms: kinds('envelope'),
    },
  ];
}

function formats(of: Printed): Section['terms'] {
  return Object.entries<Format>(FORMATS)
    .filter(([, format]) => format.of.includes(of))
    .map(([name, { about }]) => [name, about]);
}

function kinds(of: InputKind['of']): Section['terms'] {
  return INPUT_KINDS.filter((kind) => kind.of === of).map(({ name, about }) => [name, about]);
}

function takers(takes: (command: Command) => boolean): string {
  const names = COMMAND_LIST.filter(([, command]) => takes(command)).map(([name]) => name);
  return [names.slice(0, -1).join(', '), ...names.slice(-1)].filter((part) => part !== '').join(' and ');
}
