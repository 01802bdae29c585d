// Turns the same bicycle repair shop into the assistant that calls customers about finished repairs.
import type { Persona } from '../personas.ts';
import { random } from '../random.ts';
import { bikeShop } from './organisations.ts';

const ids = random('bike-reminders');

export const bikeReminders: Persona = {
  orgId: bikeShop,
  assistantId: ids.uuid(),
  assistantName: 'Gantry Lane pick-up calls',
  phoneNumber: '+12025550176',
  phoneNumberName: 'Gantry Lane workshop line',
  host: 'bikes.example.com',
  firstMessage: 'Hello, this is Robin from Gantry Lane Cycles. Is now a good time?',
  endCallMessage: 'Thank you. Goodbye!',
  voicemailMessage: 'This is Gantry Lane Cycles. Your bicycle is ready. We are open until six.',
  prompt: [
    'You are Robin and call customers of Gantry Lane Cycles whose repair is finished.',
    'Say what was done and what it costs, and ask when they will pick the bicycle up. Be brief, and let them go when they are busy.',
    'The customer, the bicycle, the work and the price are given to you for each call. Do not read out the ticket number unless asked. If the wrong person answers, apologise and end the call.',
    'Pick-up is possible from Tuesday to Saturday between nine and six. Bicycles are kept for two weeks free of charge. If the customer cannot come within that time, offer to note a later date with note_pickup.',
    'If the customer disputes the price or wants more work done, do not argue and do not promise: say that the mechanic calls back today, and use request_callback.',
  ],
  voice: { model: 'eleven_turbo_v2_5', voiceId: 'sarah', provider: '11labs', stability: 0.5 },
  model: { model: 'gpt-4.1-mini', provider: 'openai', temperature: 0.3 },
  tools: [
    {
      id: ids.uuid(),
      name: 'note_pickup',
      description: 'Writes down when the customer will come for the bicycle.',
      parameters: { ticket: 'Four digits', when: 'Day and time, as the customer said it' },
    },
    {
      id: ids.uuid(),
      name: 'request_callback',
      description: 'Leaves a note for the mechanic to call a customer back the same day.',
      parameters: {
        name: 'Name of the customer',
        number: 'Number to call',
        question: 'What they want to know',
      },
    },
  ],
  userLines: [
    'Oh good, I was wondering about that.',
    'What did you have to do in the end?',
    'How much does it come to?',
    'I could come by on Friday after work, around five.',
    'Can my brother pick it up for me?',
    'Sorry, I am driving, can you make it quick?',
    'Did you look at the front brake as well?',
  ],
  assistantLines: [
    'Your bicycle is ready. We fitted a new chain and cassette and adjusted the gears.',
    'It comes to sixty-four dollars, and you can pay when you pick it up.',
    'Friday around five is fine. We close at six.',
    'Of course. He only needs the paper slip, or your name.',
    'We did, and the pads are good for another season, so we left them as they are.',
  ],
};
