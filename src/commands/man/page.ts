// Turns the registries into the manual page.

import { COMMAND_LIST, EXAMPLES, longFlag, operandsOf, PURPOSE, sentence } from '../catalogue.ts';
import type { Command } from '../command.ts';
import { CONFIG, VARIABLES } from '../environment.ts';
import { page as exitCodes } from '../help/exit-codes.ts';
import { page as findings } from '../help/findings.ts';
import { page as formats } from '../help/formats.ts';
import type { Section } from '../help/topic.ts';
import { DEFAULT_COMMAND } from '../index.ts';
import { OF_ALL, OPTIONS, type OptionName, type OptionRow } from '../options.ts';
import { variableOf } from '../settings/setting.ts';
import { rowOf } from '../taken.ts';
import { VERSION_OPTION } from '../version.ts';
import { joined, more, naming, paragraph, section, subsection, term, title, verbatim } from './roff.ts';

export function manualPage(version: string): string {
  return joined([
    title('turnline', version),
    section('Name'),
    naming('turnline', 'inspects captured Vapi speech-update messages'),
    section('Synopsis'),
    verbatim(COMMAND_LIST.map(([name, command]) => synopsisOf(name, command))),
    section('Description'),
    paragraph(PURPOSE),
    paragraph(
      'Without a command, inspect is meant. turnline help and turnline help COMMAND print the same as this page in parts.',
    ),
    section('Examples'),
    ...EXAMPLES.map(([line, purpose]) => term(line, sentence(purpose))),
    section('Commands'),
    ...COMMAND_LIST.flatMap(commandPart),
    section('Options'),
    ...(Object.keys(OPTIONS) as OptionName[]).map(optionPart),
    term('-h, --help', 'print the help of the program or of the command'),
    term(VERSION_OPTION.flags.join(', '), VERSION_OPTION.about),
    section('Formats'),
    ...formats().flatMap(sectionPart),
    section('Exit status'),
    ...exitCodes().flatMap(({ text = '', terms }) => [paragraph(text), ...terms.flatMap(termPart)]),
    section('Environment'),
    ...VARIABLES.map(({ name, about }) => term(name, about)),
    term(
      'TURNLINE_<OPTION>',
      `the value of an option where the command line does not give it, such as ${variableOf(OPTIONS.secondsPerColumn)} for ${longFlag(OPTIONS.secondsPerColumn.flags)}; turnline help environment lists them`,
    ),
    section('Files'),
    term(CONFIG.name, CONFIG.about),
    section('Findings'),
    ...findings(undefined).flatMap(sectionPart),
  ]);
}

function synopsisOf(name: string, command: Command): string {
  const options = command.options.length === 0 ? '' : ' [options]';
  const word = name === DEFAULT_COMMAND ? `[${name}]` : name;
  return `turnline ${word}${options} ${operandsOf(command).syntax}`.trimEnd();
}

function commandPart([name, command]: (typeof COMMAND_LIST)[number]): string[] {
  const { syntax, about } = operandsOf(command);
  const flags = command.options.map((option) => longFlag(OPTIONS[option].flags));
  return [
    subsection(synopsisOf(name, command)),
    paragraph(sentence(command.summary)),
    ...(command.details ?? '')
      .split('\n')
      .filter((text) => text !== '')
      .map(paragraph),
    ...(syntax === '' ? [] : [term(syntax, about)]),
    ...(flags.length === 0 ? [] : [term('Options:', flags.join(', '))]),
    ...command.examples.map(([line, purpose]) => term(line, sentence(purpose))),
  ];
}

/** An option once, with the commands that take it. */
function optionPart(name: OptionName): string {
  const { flags, about, choices }: OptionRow = OPTIONS[name];
  const takers = COMMAND_LIST.filter(([, { options }]) => [...options, ...OF_ALL].includes(name));
  const all = new Set([
    ...(choices ?? []),
    ...takers.flatMap(([, command]) => rowOf(name, command).choices ?? []),
  ]);
  return [
    term(flags, about),
    ...(all.size === 0 ? [] : [more(`One of ${[...all].join(', ')}.`)]),
    more(
      OF_ALL.includes(name) ? 'Taken by all.' : `Taken by ${takers.map(([command]) => command).join(', ')}.`,
    ),
  ].join('\n');
}

function sectionPart({ heading, text, terms }: Section): string[] {
  return [subsection(heading), ...(text === undefined ? [] : [paragraph(text)]), ...terms.flatMap(termPart)];
}

function termPart([name, about]: Section['terms'][number]): string[] {
  if (typeof about === 'string') return [term(name, about)];
  const [first = '', ...rest] = about;
  return [term(name, first), ...rest.map(more)];
}
