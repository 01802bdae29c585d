// Turns hand-written scripts into the calls that the samples are made of.
import { random } from '../simulator/random.ts';
import { type Line, stage } from '../simulator/script.ts';
import type { Call } from '../simulator/truth.ts';

const ids = random('samples');
const utc = (time: string) => Date.parse(`2026-08-18T${time}Z`);

const user = (afterMs: number, text: string): Line => ({ role: 'user', afterMs, text });
const assistant = (afterMs: number, text: string): Line => ({ role: 'assistant', afterMs, text });
const greeting = (afterMs: number, text: string): Line => ({
  role: 'assistant',
  kind: 'greeting',
  afterMs,
  text,
});

/** A web call with a greeting, two late stops, a barge-in and a tool call behind a filler. */
export const wobble: Call = stage(
  {
    id: ids.uuid(),
    startedAt: utc('09:02:11.340'),
    persona: 'bikeDesk',
    kind: 'webCall',
    hangUpAfterMs: 1300,
  },
  [
    greeting(1100, 'Gantry Lane Cycles, this is Robin. How can I help?'),
    user(900, 'Hi, my back wheel has started to wobble.'),
    assistant(640, 'Sorry to hear that. Does the rim move from side to side, or does the whole wheel rock?'),
    user(700, 'The rim, I think. It rubs the brake once every turn.'),
    assistant(
      1250,
      'Then the wheel wants truing. That is a small job, from eighteen dollars, and mostly done the same day. If a spoke has to be replaced as well, it will be',
    ),
    {
      role: 'user',
      kind: 'barge-in',
      intoMs: 6400,
      yieldMs: 950,
      text: 'Sorry, can I bring it in today?',
    },
    assistant(1120, 'Yes, today is fine. We are open until six.'),
    user(600, 'Great. Do I need to book?'),
    assistant(720, 'No need, but I can put you on the list so the mechanic expects you.'),
    user(800, "Please do. It's Dana Whitlock."),
    {
      role: 'assistant',
      kind: 'filler',
      afterMs: 1400,
      text: 'One second, I am adding you to the list.',
      tool: {
        name: 'add_to_queue',
        arguments: { name: 'Dana Whitlock', problem: 'rear wheel out of true', bicycle: 'city bike' },
        result: '{"position":3}',
        takesMs: 3300,
      },
    },
    assistant(1300, 'Done. Dana Whitlock, rear wheel, today before six. Anything else?'),
    user(500, "No, that's all, thanks."),
    assistant(930, 'See you later then. Goodbye!'),
  ],
);

/** An inbound phone call with a backchannel and a cut-in. */
export const ebike: Call = stage(
  {
    id: ids.uuid(),
    startedAt: utc('09:02:46.905'),
    persona: 'bikeDesk',
    kind: 'inboundPhoneCall',
    hangUpAfterMs: 1500,
  },
  [
    greeting(900, 'Gantry Lane Cycles, this is Robin. How can I help?'),
    user(1100, 'Good morning. Do you also look after e-bikes?'),
    assistant(
      1380,
      'We do. Brakes, gears and wheels we repair here. The motor and the battery go back to the maker, which takes about ten days.',
    ),
    { role: 'user', kind: 'backchannel', intoMs: 3700, text: 'mm-hm', lastsMs: 420 },
    user(1000, 'All right. It is the rear brake, it squeals, and the lever comes right up to the handlebar.'),
    assistant(-1500, 'The lever coming up to the bar means air in the line, or worn pads.'),
    user(900, 'What would that cost me?'),
    assistant(
      1060,
      'A brake service is twenty-five dollars per wheel. The mechanic confirms it once he has seen it.',
    ),
    user(700, 'Fine. And how long do you need?'),
    assistant(1640, 'Until tomorrow afternoon, if we have the pads on the shelf.'),
    user(1300, 'Good, then I will drop it off this evening.'),
    assistant(980, 'Perfect. We are here until six.'),
  ],
);

/** An outbound phone call with dead air, a turn that nobody answers, and the hang that follows it. */
export const pickUp: Call = stage(
  {
    id: ids.uuid(),
    startedAt: utc('09:03:20.118'),
    persona: 'bikeReminders',
    kind: 'outboundPhoneCall',
    hangUpAfterMs: 1900,
  },
  [
    greeting(1300, 'Hello, this is Robin from Gantry Lane Cycles. Is now a good time?'),
    user(1200, 'Yes, go ahead.'),
    assistant(1180, 'Your bicycle is ready. We fitted a new chain and cassette and adjusted the gears.'),
    user(900, 'Oh good. What does it come to?'),
    assistant(5250, 'It comes to sixty-four dollars, and you can pay when you pick it up.'),
    user(1400, 'Okay. Did you look at the front brake as well?'),
    { role: 'user', kind: 'resume', afterMs: 6700, text: 'Hello? Are you still there?' },
    assistant(1020, 'Yes, sorry about that. The brake pads are good for another season.'),
    user(800, 'Good. I will come on Friday, around five.'),
    assistant(1290, 'Friday around five is noted. We close at six.'),
    user(600, 'Thanks, bye.'),
    assistant(890, 'Thank you. Goodbye!'),
  ],
);

/** A web call in which the user speaks first, and which ends in the middle of their last words. */
export const hungUp: Call = stage(
  {
    id: ids.uuid(),
    startedAt: utc('09:03:58.470'),
    persona: 'bikeDesk',
    kind: 'webCall',
    hangUpAfterMs: -600,
  },
  [
    user(1500, 'Hi there, is my bike ready? The red touring bike.'),
    assistant(1150, 'Let me see. Do you have the number from the paper slip?'),
    user(1900, 'Four one seven, and then a two.'),
    assistant(
      1210,
      'Thank you. Ticket four one seven two is on the stand right now. It should be done by three.',
    ),
    user(800, 'By three? I was told it would be ready this morning.'),
    assistant(
      1730,
      'I am sorry. The mechanic had to wait for a tube in your size, and it came in an hour ago.',
    ),
    user(500, 'Hm. Can you call me when it is done?'),
    assistant(1010, 'Of course. Shall we use the number on your slip?'),
    user(700, 'Yes, that one, but please not before'),
  ],
);

/** An inbound phone call to a dental practice. */
export const filling: Call = stage(
  {
    id: ids.uuid(),
    startedAt: utc('13:40:05.212'),
    persona: 'dentalDesk',
    kind: 'inboundPhoneCall',
    hangUpAfterMs: 1200,
  },
  [
    greeting(1000, 'Harbour Row Dental, good morning. What can I do for you?'),
    user(800, 'A filling came out last night and it is starting to hurt.'),
    assistant(1240, 'I am sorry to hear that. We can see you today at two. Would that work for you?'),
    user(900, 'Two is good, yes.'),
    assistant(1090, 'May I have your name and your date of birth, please?'),
    user(1100, 'Teodor Lindqvist, the ninth of May, nineteen eighty-four.'),
    assistant(1330, 'Thank you. That is booked: today at two, with Dr. Okonjo.'),
  ],
);

/** A short web call, used where only the shape of the messages matters. */
export const shortCall: Call = stage(
  {
    id: ids.uuid(),
    startedAt: utc('15:21:30.060'),
    persona: 'bikeDesk',
    kind: 'webCall',
    hangUpAfterMs: 1000,
  },
  [
    greeting(1000, 'Gantry Lane Cycles, this is Robin. How can I help?'),
    user(900, 'Are you open tomorrow?'),
    assistant(1100, 'Yes, from nine to six.'),
    user(800, 'And can I just walk in?'),
    assistant(950, 'You can, until half past five.'),
    user(700, 'Great, see you then.'),
    assistant(1000, 'See you then. Goodbye!'),
  ],
);
