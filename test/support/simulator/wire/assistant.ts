// Turns a persona into the `assistant` object that every message of its calls repeats.
import type { Persona, Tool } from '../personas.ts';
import type { Json, JsonObject } from './json.ts';

/** `fat` is what a real message holds; `slim` keeps the shape at a fraction of the size. */
export type Size = 'slim' | 'fat';

export function assistantObject(persona: Persona, size: Size): JsonObject {
  const fat = size === 'fat';
  const tools = fat ? persona.tools : persona.tools.slice(0, 1);
  return {
    id: persona.assistantId,
    orgId: persona.orgId,
    name: persona.assistantName,
    voice: persona.voice,
    createdAt: CREATED_AT,
    updatedAt: UPDATED_AT,
    model: {
      ...persona.model,
      messages: [{ role: 'system', content: systemPrompt(persona, size) }],
      tools: tools.map((tool) => toolObject(tool, persona)),
    },
    ...(fat ? { recordingEnabled: true } : {}),
    firstMessage: persona.firstMessage,
    voicemailMessage: persona.voicemailMessage,
    endCallMessage: persona.endCallMessage,
    transcriber: { model: 'nova-2', language: 'en', provider: 'deepgram' },
    ...(fat ? FLAGS : {}),
    clientMessages: ['speech-update', 'transcript', 'status-update', 'conversation-update'],
    serverMessages: SERVER_MESSAGES,
    ...(fat ? PLANS : {}),
    server: { url: `https://${persona.host}/vapi`, timeoutSeconds: 20 },
  };
}

export const systemPrompt = (persona: Persona, size: Size): string =>
  size === 'fat' ? persona.prompt.join('\n\n') : persona.prompt[0];

function toolObject(tool: Tool, persona: Persona): JsonObject {
  const entries = Object.entries(tool.parameters);
  const describe = ([name, description]: [string, string]): [string, Json] => [
    name.replace(/\?$/, ''),
    { type: 'string', description },
  ];
  return {
    id: tool.id,
    createdAt: CREATED_AT,
    updatedAt: UPDATED_AT,
    type: 'function',
    function: {
      name: tool.name,
      strict: false,
      parameters: {
        type: 'object',
        required: entries.map(([name]) => name).filter((name) => !name.endsWith('?')),
        properties: Object.fromEntries(entries.map(describe)),
      },
      description: tool.description,
    },
    messages: [],
    orgId: persona.orgId,
    server: { url: `https://${persona.host}/tools` },
    async: false,
  };
}

const CREATED_AT = '2026-03-02T10:41:07.518Z';
const UPDATED_AT = '2026-07-29T15:20:33.904Z';

const SERVER_MESSAGES = [
  'conversation-update',
  'end-of-call-report',
  'hang',
  'speech-update',
  'status-update',
  'tool-calls',
  'transcript',
  'user-interrupted',
];

/** Older settings that messages still hold although the contract no longer names most of them. */
const FLAGS: JsonObject = {
  silenceTimeoutSeconds: 45,
  maxDurationSeconds: 900,
  hipaaEnabled: false,
  backgroundSound: 'off',
  backchannelingEnabled: false,
  backgroundDenoisingEnabled: false,
  endCallFunctionEnabled: true,
  dialKeypadFunctionEnabled: false,
  voicemailDetectionEnabled: false,
};

const PLANS: JsonObject = {
  endCallPhrases: ['goodbye', 'talk to you soon'],
  analysisPlan: {
    summaryPlan: { enabled: true, timeoutSeconds: 20 },
    structuredDataPlan: { enabled: false },
    successEvaluationPlan: { enabled: true, rubric: 'PassFail' },
  },
  artifactPlan: { recordingEnabled: true, recordingFormat: 'mp3', videoRecordingEnabled: false },
  startSpeakingPlan: {
    waitSeconds: 0.4,
    smartEndpointingPlan: { provider: 'livekit' },
    transcriptionEndpointingPlan: {
      onPunctuationSeconds: 0.1,
      onNoPunctuationSeconds: 1.2,
      onNumberSeconds: 0.5,
    },
  },
  stopSpeakingPlan: { numWords: 0, voiceSeconds: 0.2, backoffSeconds: 1 },
  monitorPlan: { listenEnabled: true, controlEnabled: true },
};
