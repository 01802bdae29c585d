// Turns a call into the members that each of its messages repeats: `call`, `phoneNumber`, `customer` and `assistant`.
import { inviteOf } from './invite.mjs';
import { filled } from './rows.mjs';

const FIRST_NAMES = [
  'Amara',
  'Bjørn',
  'Chidi',
  'Dolores',
  'Eun-ji',
  'Farid',
  'Greta',
  'Hugo',
  'Ines',
  'Jürgen',
];
const LAST_NAMES = [
  'Abara',
  'Brandt',
  'Costa',
  'Dvořák',
  'Eriksen',
  'Fontaine',
  'Gallagher',
  'Haddad',
  'Ito',
  'Jansen',
];

/** `members` is JSON without braces in the order of the wire; `prompt` and `variables` also go into the artifact. */
export function surroundingsOf(rng, call) {
  const customer = {
    name: `${rng.pick(FIRST_NAMES)} ${rng.pick(LAST_NAMES)}`,
    number: `+1415555${rng.between(1000, 9999)}`,
    reference: rng.uuid().slice(0, 8).toUpperCase(),
  };
  const prompt = filled(call.house.prompt, customer);
  const about = {
    rng,
    call,
    house: call.house,
    customer,
    prompt,
    createdAt: at(call.startedMs - rng.between(1500, 4200)),
  };
  return ABOUT[call.house.kind](about);
}

const ABOUT = {
  phone(about) {
    const { rng, call, house, customer, prompt } = about;
    const callSid = rng.uuid();
    const party = {
      number: customer.number,
      sipUri: `sip:${customer.number}@sbc-${rng.between(1, 9)}.example.net;transport=udp`,
    };
    const variableValues = {
      cid: `${rng.between(100_000_000, 999_999_999)}-${callSid}@sbc.example.net`,
      'account-sid': rng.uuid(),
      'forwarded-from': '192.0.2.15',
      'application-id': rng.uuid(),
      'customer-name': customer.name,
      'answer-delay': `${rng.between(1, 30)}sec`,
    };
    const members = {
      call: {
        ...start(about, 'inboundPhoneCall'),
        transport: {
          conversationType: 'voice',
          provider: 'vapi.sip',
          callSid,
          sbcCallSid: variableValues.cid,
        },
        phoneCallProvider: 'vapi',
        phoneCallProviderId: callSid,
        phoneCallTransport: 'sip',
        phoneCallProviderDetails: {
          sip: inviteOf(rng, { house, customer, callSid, startedMs: call.startedMs }),
          sbcCallId: variableValues.cid,
        },
        status: 'ringing',
        assistantId: house.assistantId,
        assistantOverrides: { variableValues },
        phoneNumberId: house.lineId,
        customer: party,
      },
      phoneNumber: {
        id: house.lineId,
        orgId: house.orgId,
        assistantId: house.assistantId,
        number: house.number,
        createdAt: '2025-11-21T07:01:49.654Z',
        updatedAt: '2026-01-22T03:48:02.688Z',
        name: `${house.name} main line`,
        provider: 'vapi',
        status: 'active',
        providerResourceId: house.lineId,
      },
      customer: party,
      assistant: {
        ...assistant(about, {
          model: 'gpt-4o',
          provider: 'openai',
          maxTokens: 225,
          temperature: 0.4,
          tools: [...house.tools, ...vapiTools(house)],
        }),
        voice: {
          model: 'eleven_flash_v2',
          voiceId: 'paula',
          provider: '11labs',
          stability: 0.5,
          similarityBoost: 0.75,
        },
        transcriber: {
          model: 'nova-3',
          keyterm: [house.name],
          language: 'en',
          numerals: true,
          provider: 'deepgram',
        },
        backgroundSound: 'off',
        voicemailDetection: {
          provider: 'vapi',
          backoffPlan: { maxRetries: 6, startAtSeconds: 5, frequencySeconds: 5 },
          beepMaxAwaitSeconds: 0,
        },
        startSpeakingPlan: {
          smartEndpointingPlan: { provider: 'livekit', waitFunction: '20 + 500 * sqrt(x) + 2500 * x^3' },
        },
        stopSpeakingPlan: { numWords: 2, backoffSeconds: 2 },
        compliancePlan: { pciEnabled: false, hipaaEnabled: false },
        variableValues,
      },
    };
    return { members: inner(members), prompt };
  },

  site(about) {
    const { house, customer, prompt } = about;
    const metadata = {
      note: house.reasons[0],
      visitor: {
        name: customer.name,
        email: 'visitor@example.com',
        _id: customer.reference,
        character: { age: 0, alias: '', powers: [] },
        picture: `https://${house.host}/a.png`,
      },
    };
    const model = { url: `https://${house.host}/llm`, model: 'gpt-4o', provider: 'custom-llm' };
    const voice = { provider: 'playht', voiceId: 'jennifer' };
    const members = {
      call: {
        ...start(about, 'webCall'),
        transport: { provider: 'daily', assistantVideoEnabled: false },
        webCallUrl: `https://web.example.com/${customer.reference}`,
        status: 'queued',
        assistantId: house.assistantId,
        assistantOverrides: {
          name: house.name,
          transcriber: { provider: 'deepgram', model: 'nova-2', language: 'en-US' },
          model,
          voice,
          firstMessage: house.firstMessage,
          metadata,
        },
      },
      assistant: {
        ...assistant(about, {
          ...model,
          maxTokens: 250,
          temperature: 0.7,
          knowledgeBase: { fileIds: [house.lineId], provider: 'google' },
          tools: house.tools,
        }),
        voice,
        recordingEnabled: true,
        endCallFunctionEnabled: false,
        transcriber: {
          model: 'nova-2',
          language: 'en-US',
          numerals: false,
          provider: 'deepgram',
          confidenceThreshold: 0.4,
        },
        silenceTimeoutSeconds: 600,
        clientMessages: [
          'model-output',
          'conversation-update',
          'function-call',
          'speech-update',
          'status-update',
          'metadata',
        ],
        serverMessages: ['model-output', 'speech-update', 'conversation-update'],
        dialKeypadFunctionEnabled: false,
        serverUrl: model.url,
        hipaaEnabled: false,
        maxDurationSeconds: 3600,
        metadata,
        voicemailDetectionEnabled: false,
        backgroundSound: 'off',
        backchannelingEnabled: false,
        backgroundDenoisingEnabled: false,
      },
    };
    return { members: inner(members), prompt };
  },

  studio(about) {
    const { call, house, customer, prompt } = about;
    const callUrl = `https://web.example.com/${customer.reference}`;
    const transport = {
      conversationType: 'voice',
      provider: 'daily',
      videoRecordingEnabled: false,
      assistantVideoEnabled: false,
      roomDeleteOnUserLeaveEnabled: true,
      callUrl,
    };
    const voice = {
      model: 'eleven_turbo_v2_5',
      voiceId: 'burt',
      provider: '11labs',
      stability: 0.5,
      similarityBoost: 0.75,
    };
    const transcriber = { model: 'flux-general-en', language: 'en', provider: 'deepgram' };
    const plans = {
      analysisPlan: { summaryPlan: { enabled: false }, successEvaluationPlan: { enabled: false } },
      compliancePlan: { pciEnabled: false, hipaaEnabled: false },
    };
    const server = { url: `https://${house.host}/vapi`, timeoutSeconds: 20 };
    const clientMessages = [
      'transcript',
      'hang',
      'metadata',
      'tool-calls',
      'tool-calls-result',
      'tool.completed',
      'speech-update',
      'model-output',
      'voice-input',
      'user-interrupted',
    ];
    const model = { model: 'claude-sonnet-4-5-20250929', provider: 'anthropic' };
    const own = {
      voice,
      transcriber,
      ...plans,
      clientMessages,
      serverMessages: ['end-of-call-report', 'speech-update'],
      server,
      variableValues: {},
    };
    const { model: told, ...rest } = assistant(about, { ...model, tools: house.tools });
    const { tools: _, ...overridden } = told;
    const members = {
      call: {
        ...start(about, 'webCall'),
        transport,
        webCallUrl: callUrl,
        status: 'queued',
        assistantId: house.assistantId,
        assistantOverrides: { name: house.name, model: overridden, firstMessage: house.firstMessage, ...own },
      },
      assistant: { ...rest, model: told, ...own },
    };
    const variables = {
      now: at(call.startedMs),
      date: 'Aug 1, 2026',
      time: '08:00 AM UTC',
      year: '2026',
      customer: { name: customer.name, number: customer.number },
      transport,
    };
    return { members: inner(members), prompt, variables };
  },
};

/** The beginning of `call`. */
function start({ call, house, createdAt }, type) {
  return {
    id: call.id,
    orgId: house.orgId,
    createdAt,
    updatedAt: createdAt,
    type,
    cost: 0,
    monitor: {
      listenUrl: `wss://monitor.example.com/${call.id}/listen`,
      controlUrl: `https://monitor.example.com/${call.id}/control`,
    },
  };
}

function assistant({ house, prompt }, { tools, ...model }) {
  return {
    id: house.assistantId,
    orgId: house.orgId,
    name: `${house.name} (H1)`,
    createdAt: '2025-11-22T02:27:25.919Z',
    updatedAt: '2026-06-22T04:12:39.466Z',
    model: {
      ...model,
      toolIds: tools.map(({ id }) => id),
      messages: [{ role: 'system', content: prompt }],
      tools,
    },
    firstMessage: house.firstMessage,
    voicemailMessage: `This is ${house.name}. Please call us back when you've got a minute.`,
    endCallMessage: 'Goodbye!',
  };
}

/** Tools that Vapi runs itself, with the member `function` that its contract lacks. */
function vapiTools({ orgId, lineId, assistantId }) {
  const about = {
    createdAt: '2025-11-08T05:56:23.512Z',
    updatedAt: '2025-12-01T05:56:35.982Z',
    messages: [{ type: 'request-start', blocking: false }],
    orgId,
  };
  const end = {
    name: 'end_call_tool',
    parameters: { type: 'object', required: [], properties: {} },
    description: 'Ends the call when both have said goodbye.',
  };
  const plan = { mode: 'warm-transfer-with-music', sipVerb: 'refer' };
  const destinations = [
    { type: 'number', number: '+12025550100', transferPlan: plan, numberE164CheckEnabled: true },
  ];
  return [
    {
      id: lineId,
      ...about,
      type: 'transferCall',
      function: { name: 'transfer_call_tool', description: 'Puts the caller through to the desk.' },
      destinations,
    },
    { id: assistantId, ...about, type: 'endCall', function: end },
  ];
}

const inner = (members) => JSON.stringify(members).slice(1, -1);
const at = (ms) => new Date(ms).toISOString();
