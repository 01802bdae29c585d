// A small made-up OpenAPI document in the manner of Vapi's, with the same kinds of unions and defects.
import type { JsonObject } from '../../../src/contract/import/schema.ts';

const ref = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });

const tagged = (tag: string, value: string, properties: JsonObject, required: string[] = []): JsonObject => ({
  type: 'object',
  properties: { [tag]: { type: 'string', enum: [value] }, ...properties },
  required: [tag, ...required],
});

const message = {
  type: { type: 'string', enum: ['speech-update'] },
  status: { type: 'string', enum: ['started', 'stopped'] },
  turn: { type: 'number' },
  call: { allOf: [ref('Call')] },
  phoneNumber: { oneOf: [ref('TwilioNumber'), ref('VapiNumber')] },
};

const schemas: JsonObject = {
  ServerMessageSpeechUpdate: {
    type: 'object',
    properties: { ...message, artifact: { allOf: [ref('Artifact')] } },
    required: ['type', 'status'],
  },
  ClientMessageSpeechUpdate: { type: 'object', properties: message, required: ['type', 'status'] },
  ServerMessageHang: { type: 'object', properties: { type: { type: 'string', enum: ['hang'] } } },
  Call: {
    type: 'object',
    properties: {
      id: { type: 'string' },
      model: { oneOf: [ref('OpenAIModel'), ref('CustomModel')] },
      hooks: { type: 'array', items: { oneOf: [ref('EndingHook'), ref('NamedHook')] } },
      background: { oneOf: [{ type: 'string', enum: ['off'] }, ref('OpenAIModel')] },
      metadata: { type: 'object' },
      version: { type: 'string', nullable: true },
      loudness: { type: 'integer', minimum: 0, maximum: 11 },
    },
    required: ['id'],
  },
  Artifact: {
    type: 'object',
    properties: {
      messages: { type: 'array', items: { oneOf: [ref('UserMessage'), ref('BotMessage')] } },
      spare: { oneOf: [ref('OpenAIModel'), ref('CustomModel')] },
      byName: { type: 'object', additionalProperties: ref('UserMessage') },
    },
  },
  UserMessage: {
    type: 'object',
    properties: { role: { type: 'string' }, message: { type: 'string' }, time: { type: 'number' } },
    required: ['role', 'message'],
  },
  BotMessage: {
    type: 'object',
    properties: { role: { type: 'string' }, message: { type: 'string' }, duration: { type: 'number' } },
    required: ['role', 'message'],
  },
  OpenAIModel: tagged('provider', 'openai', {
    model: { oneOf: [{ type: 'string', enum: ['gpt-4o'] }, { type: 'string' }] },
    temperature: { type: 'number', minimum: 0, maximum: 2 },
  }),
  CustomModel: tagged('provider', 'custom', { url: { type: 'string' } }, ['url']),
  EndingHook: tagged('on', 'call.ending', { do: { type: 'string', enum: ['say', 'transfer'] } }, ['do']),
  NamedHook: {
    type: 'object',
    properties: { on: { type: 'string', pattern: '/^custom\\./u' }, name: { type: 'string' } },
    required: ['on'],
  },
  TwilioNumber: tagged('provider', 'twilio', { number: { type: 'string', minLength: 3 } }, ['number']),
  VapiNumber: {
    type: 'object',
    properties: { provider: { type: 'string', enum: ['vapi'] }, sipUri: { type: 'string' } },
  },
  Unreached: { type: 'object' },
};

export const DOCUMENT: JsonObject = {
  openapi: '3.0.0',
  info: { title: 'Made up', version: '2026-01-01' },
  paths: {},
  components: { schemas },
};

/** The corrections that tell the rows of the transcript apart. */
export const CORRECTIONS = [
  ...['user', 'bot'].map((role) => ({
    at: `${role === 'user' ? 'User' : 'Bot'}Message#/properties/role`,
    change: { op: 'replace', schema: { type: 'string', enum: [role] } } as const,
    evidence: 'made up',
  })),
];

/** A document with one message whose property `x` is `schema`. */
export function documentWith(schema: JsonObject, others: JsonObject = {}, openapi = '3.0.3'): JsonObject {
  return {
    openapi,
    components: {
      schemas: {
        ServerMessageSpeechUpdate: {
          type: 'object',
          properties: { type: { type: 'string', enum: ['speech-update'] }, x: schema },
        },
        ...others,
      },
    },
  };
}
