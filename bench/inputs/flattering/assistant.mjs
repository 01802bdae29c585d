// Turns a business into the `assistant` object that every message of its calls repeats.
import { PARAMETERS, TOOLS } from './businesses.mjs';
import { promptOf } from './prompt.mjs';

export function assistantOf(business, ids, customer) {
  const { host, name, agent, thing } = business;
  return {
    id: ids.assistant,
    orgId: ids.organisation,
    name: `${name} front desk`,
    voice: business.voice,
    createdAt: CREATED_AT,
    updatedAt: UPDATED_AT,
    model: {
      ...business.model,
      messages: [{ role: 'system', content: promptOf(business, customer) }],
      tools: TOOLS.map((tool, index) => toolOf(tool, ids.tools[index], ids.organisation, host)),
    },
    recordingEnabled: true,
    firstMessage: `${name}, this is ${agent}. What can I do for you?`,
    voicemailMessage: `This is ${name}. Please call us back about your ${thing}.`,
    endCallMessage: 'Thank you for calling. Goodbye!',
    transcriber: business.transcriber,
    silenceTimeoutSeconds: 45,
    maxDurationSeconds: 900,
    backgroundSound: 'off',
    clientMessages: ['speech-update', 'transcript', 'status-update', 'conversation-update'],
    serverMessages: SERVER_MESSAGES,
    ...PLANS,
    server: { url: `https://${host}/vapi`, timeoutSeconds: 20 },
  };
}

function toolOf([name, description, parameters], id, orgId, host) {
  const properties = parameters.map((key) => [key, { type: 'string', description: PARAMETERS[key] }]);
  return {
    id,
    createdAt: CREATED_AT,
    updatedAt: UPDATED_AT,
    type: 'function',
    function: {
      name,
      strict: false,
      parameters: {
        type: 'object',
        required: parameters.slice(0, 2),
        properties: Object.fromEntries(properties),
      },
      description,
    },
    messages: [
      { type: 'request-start', content: 'One moment, please.' },
      { type: 'request-failed', content: 'I am sorry, that did not work. A colleague will call you back.' },
    ],
    orgId,
    server: { url: `https://${host}/tools` },
    async: false,
  };
}

const CREATED_AT = '2026-03-02T10:41:07.518Z';
const UPDATED_AT = '2026-07-29T15:20:33.904Z';

const SERVER_MESSAGES = [
  'conversation-update',
  'end-of-call-report',
  'hang',
  'model-output',
  'speech-update',
  'status-update',
  'tool-calls',
  'transcript',
  'user-interrupted',
];

const PLANS = {
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
