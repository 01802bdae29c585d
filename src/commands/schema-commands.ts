// Lists the commands about the contract.
import type { Command } from './command.ts';
import { LOOK, NO_OPERANDS } from './option-groups.ts';

/** A name of two words is a command in a group. */
export const SCHEMA_COMMANDS = {
  'schema import': {
    summary: 'make schema files from an OpenAPI document or a published JSON Schema',
    details:
      'Takes what the message reaches, repairs what no validator could use, and applies our corrections.',
    examples: [
      [
        'turnline schema import vapi-openapi.json',
        'what it comes to, and whether it differs from the built-in contract',
      ],
      ['turnline schema import vapi-openapi.json --out schemas', 'write the files'],
      ['turnline schema import vapi-openapi.json --repairs', 'every repair with its place and reason'],
    ],
    operands: {
      syntax: '<file>',
      about: 'an OpenAPI 3 document or a JSON Schema, - for standard input',
      completes: 'file',
    },
    options: ['message', 'out', 'repairs', ...LOOK],
    load: () => import('./schema-import.ts'),
  },
  'schema list': {
    summary: 'what the built-in contract consists of, and what it was made from',
    examples: [['turnline schema list', 'all schemas with their files']],
    operands: NO_OPERANDS,
    options: LOOK,
    load: () => import('./schema-list.ts'),
  },
  'schema show': {
    summary: 'print a schema of the contract',
    examples: [
      ['turnline schema show', 'the message itself'],
      ['turnline schema show OpenAIModel', 'a schema by its name'],
      ['turnline schema show /assistant/transcriber', 'what may stand at a place in the message'],
    ],
    operands: {
      syntax: '[name]',
      about: 'the name of a schema, name#/pointer, or a JSON Pointer into the message',
      words: async () => (await import('./schema-show.ts')).schemaNames(),
    },
    options: [],
    load: () => import('./schema-show.ts'),
  },
  'schema output': {
    summary: 'the JSON Schema of the rows that a command prints for programs',
    examples: [
      ['turnline schema output segments', 'what segments prints with --format jsonl'],
      ['turnline schema output summary', 'every measure of a call'],
    ],
    operands: {
      syntax: '<command>',
      about: 'segments, turns, summary, validate or config',
      words: async () => Object.keys((await import('./schema-output.ts')).ROWS),
    },
    options: [],
    load: () => import('./schema-output.ts'),
  },
  'schema config': {
    summary: 'the JSON Schema of turnline.config.json, for an editor',
    examples: [['turnline schema config > turnline.config.schema.json', 'name it by "$schema" in the file']],
    operands: NO_OPERANDS,
    options: [],
    load: () => import('./schema-config.ts'),
  },
  'schema diff': {
    summary: 'what changed between two versions of the contract',
    examples: [
      ['turnline schema diff vapi-openapi.json', 'what is new at Vapi since this turnline was built'],
      ['turnline schema diff old.json new.json', 'between two documents or folders of schemas'],
    ],
    operands: {
      syntax: '<versions...>',
      about: 'OpenAPI documents or folders of schemas: one, or the older and the newer',
      completes: 'file',
    },
    options: ['message', ...LOOK],
    load: () => import('./schema-diff.ts'),
  },
} as const satisfies Record<string, Command>;
