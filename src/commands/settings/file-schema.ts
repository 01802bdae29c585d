// Turns the options of all commands into the JSON Schema of a project file.
import type { Command } from '../command.ts';
import { COMMANDS } from '../index.ts';
import type { OptionRow } from '../options.ts';
import { SETTINGS, settableOf } from './setting.ts';
import { PROJECT_FILE } from './sought.ts';
import { isSwitch } from './value.ts';

export function fileSchema(): object {
  const all = [...SETTINGS.values()].map(({ name, rows }) => [name, eitherOf(rows.map(valueSchema))]);
  const parts = Object.entries<Command>(COMMANDS).map(([name, command]) => {
    const own = [...settableOf(command)].map(([key, row]) => [key, valueSchema(row)] as const);
    return [name, { description: command.summary, ...objectOf(Object.fromEntries(own)) }] as const;
  });
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: PROJECT_FILE,
    ...objectOf({
      $schema: { description: 'What an editor checks this file by.', type: 'string' },
      ...Object.fromEntries(all),
      commands: {
        description: 'Settings of single commands; they come before those for all.',
        ...objectOf(Object.fromEntries(parts)),
      },
    }),
  };
}

function objectOf(properties: object): object {
  return { type: 'object', properties, additionalProperties: false };
}

function eitherOf(schemas: readonly object[]): object {
  const [only, second] = schemas;
  return only !== undefined && second === undefined ? only : { anyOf: schemas };
}

function valueSchema(row: OptionRow): object {
  const { about, choices, parse, risk } = row;
  const trust = risk === undefined ? '' : `; only in a file that is named by --config, since it ${risk}`;
  const negation = row.flags.includes('--no-') ? 'false: ' : '';
  const description = `${negation}${about}${trust}`;
  if (isSwitch(row)) return { description, type: 'boolean' };
  if (choices !== undefined) return { description, enum: choices };
  return { description, type: 'string', ...parse?.json };
}
