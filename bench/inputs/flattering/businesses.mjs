// Lists the made-up businesses whose assistants speak in the inputs: names, providers, tools and lines.

const MODELS = {
  openai: { model: 'gpt-4o', provider: 'openai', maxTokens: 250, temperature: 0.4 },
  anthropic: { model: 'claude-3-5-sonnet-20241022', provider: 'anthropic', maxTokens: 300, temperature: 0.3 },
  google: { model: 'gemini-2.0-flash', provider: 'google', temperature: 0.5 },
  groq: { model: 'llama-3.3-70b-versatile', provider: 'groq', maxTokens: 250, temperature: 0.6 },
};

const VOICES = {
  elevenlabs: {
    model: 'eleven_turbo_v2_5',
    voiceId: 'paula',
    provider: '11labs',
    stability: 0.5,
    similarityBoost: 0.75,
  },
  vapi: { voiceId: 'Elliot', provider: 'vapi' },
  cartesia: {
    model: 'sonic-2',
    voiceId: '694f9389-aac1-45b6-b726-9d9369183238',
    provider: 'cartesia',
    language: 'en',
  },
  openai: { model: 'gpt-4o-mini-tts', voiceId: 'alloy', provider: 'openai', speed: 1.05 },
};

const TRANSCRIBERS = {
  deepgram: { model: 'nova-2', language: 'en', provider: 'deepgram', smartFormat: true },
  keyterms: {
    model: 'nova-3',
    language: 'en',
    provider: 'deepgram',
    keyterm: ['appointment', 'invoice', 'reference', 'confirmation', 'cancellation'],
  },
  assembly: { language: 'en', provider: 'assembly-ai' },
};

/** `personal`: the prompt names the customer of the call, so that no two calls have equal bytes. */
export const BUSINESSES = [
  {
    name: 'Harbour Row Dental',
    agent: 'Imogen',
    trade: 'a dental practice with two dentists and a hygienist',
    thing: 'appointment',
    host: 'dental.example.org',
    model: MODELS.openai,
    voice: VOICES.elevenlabs,
    transcriber: TRANSCRIBERS.deepgram,
    personal: false,
  },
  {
    name: 'Gantry Lane Cycles',
    agent: 'Robin',
    trade: 'a bicycle repair shop with a small counter for spare parts',
    thing: 'repair',
    host: 'bikes.example.com',
    model: MODELS.groq,
    voice: VOICES.vapi,
    transcriber: TRANSCRIBERS.keyterms,
    personal: false,
  },
  {
    name: 'Café Orléans',
    agent: 'Zoë',
    trade: 'a restaurant with forty seats, a terrace and a crème brûlée people ask for',
    thing: 'reservation',
    host: 'cafe.example.net',
    model: MODELS.anthropic,
    voice: VOICES.cartesia,
    transcriber: TRANSCRIBERS.assembly,
    personal: false,
  },
  {
    name: 'Northgate Plumbing',
    agent: 'Sam',
    trade: 'a plumbing company with an emergency service at night',
    thing: 'visit',
    host: 'pipes.example.com',
    model: MODELS.google,
    voice: VOICES.openai,
    transcriber: TRANSCRIBERS.deepgram,
    personal: false,
  },
  {
    name: 'Fern & Tide Insurance',
    agent: 'Alex',
    trade: 'an insurer for homes and boats that calls back about claims',
    thing: 'claim',
    host: 'claims.example.org',
    model: MODELS.openai,
    voice: VOICES.elevenlabs,
    transcriber: TRANSCRIBERS.keyterms,
    personal: true,
  },
  {
    name: 'Müller Logistik',
    agent: 'Jana',
    trade: 'a parcel service that delivers between Zürich and Köln',
    thing: 'delivery',
    host: 'parcels.example.com',
    model: MODELS.anthropic,
    voice: VOICES.vapi,
    transcriber: TRANSCRIBERS.assembly,
    personal: false,
  },
];

export const TOOLS = [
  [
    'find_slots',
    'Lists what is free for a reason and a range of days, soonest first.',
    ['reason', 'from', 'to'],
  ],
  ['book_slot', 'Books one of the slots that find_slots returned.', ['slot', 'name', 'phone']],
  ['change_booking', 'Moves a booking to another slot, or cancels it where none is given.', ['name', 'slot']],
  ['find_customer', 'Looks a customer up by number, or by name where the number is lost.', ['phone', 'name']],
  [
    'leave_note',
    'Leaves a note for the staff to call a customer back the same day.',
    ['name', 'phone', 'note'],
  ],
  [
    'quote_price',
    'Tells what something costs, with tax, and for how long the price holds.',
    ['item', 'amount'],
  ],
];

export const PARAMETERS = {
  reason: 'Why the caller calls, in a few words, without names or numbers of people',
  from: 'First day that suits the caller, written as YYYY-MM-DD',
  to: 'Last day that suits the caller, written as YYYY-MM-DD',
  slot: 'The id of the slot, exactly as find_slots returned it',
  name: 'Full name of the customer, as they spelled it',
  phone: 'Number to call back, with the country code, if it is not the one they call from',
  note: 'What the customer wants to know, in one or two sentences',
  item: 'What the price is asked for, in the words of the price list',
  amount: 'How many of it, one unless the caller says otherwise',
};

export const USER_LINES = [
  'Hi, I would like to make a booking, please.',
  'Thursday is difficult. Do you have anything on Friday morning?',
  'How much would that be, roughly?',
  'Could you say the last part again? The line is bad.',
  'I called about this on Monday and nobody came back to me.',
  'My name is Dana Whitlock, W-H-I-T-L-O-C-K.',
  'Is there anything I should bring along or have ready?',
  'Nine thirty is perfect.',
  'No, that is “all” – thank you.',
];

export const ASSISTANT_LINES = [
  'Of course. May I have your name and the reason for your call?',
  'I have a slot on Friday at nine thirty, or on Monday at two. Which of the two would suit you better?',
  'I am sorry to hear that. I will leave a note for my colleague, who calls you back today.',
  'That usually comes to about ninety-five dollars, and you get a written estimate before anything is done.',
  'Let me just look that up for you.',
  'You are all set for Friday at half past nine. You will get a message with the details in a minute.',
  'Sure. Just have your reference number ready, and come ten minutes early if it is your first time.',
];
