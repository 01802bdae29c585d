// Turns draws into made-up text in a language: sentences, and the prompts that people write for an assistant.

/** A sentence of that kind with its gaps filled. */
export function sentence(rng, tongue, kind) {
  return rng.pick(tongue[kind]).replace(/\{(\w+)\}/g, (_, gap) => rng.pick(tongue.fill[gap]));
}

/** Placeholders of a prompt for the customer of a call. */
export const GAPS = ['«name»', '«number»', '«reference»'];

const MARKS = ['✅', '📞', '⚠️', '🕘', '→', '🙏'];

/** A Markdown prompt of that length, with placeholders for each call and with `{{variables}}` that stay unfilled. */
export function promptOf(rng, tongue, length, guests = []) {
  const parts = [];
  let written = 0;
  const add = (text) => {
    parts.push(text);
    written += text.length;
  };
  for (let section = 0; written < length; section++) {
    const spoken = guests.length > 0 && section % 12 === 4 ? rng.pick(guests) : tongue;
    const say = (kind) => sentence(rng, spoken, kind);
    add(`${section === 0 ? '' : '\n\n'}${rng.chance(0.5) ? '## ' : '# '}${rng.pick(spoken.headings)}\n`);
    if (section % 4 === 0) add(`Caller: **${GAPS[0]}**, number ${GAPS[1]}, reference \`${GAPS[2]}\`.\n`);
    SECTIONS[section % SECTIONS.length](rng, say, add);
  }
  return parts.join('').slice(0, length).toWellFormed();
}

const SECTIONS = [
  function paragraph(rng, say, add) {
    for (let n = rng.between(3, 7); n > 0; n--) add(`${say('rules')} `);
  },
  function bullets(rng, say, add) {
    for (let n = rng.between(4, 9); n > 0; n--)
      add(`\n- ${rng.chance(0.2) ? `${rng.pick(MARKS)} ` : ''}${say('rules')}`);
  },
  function steps(rng, say, add) {
    const steps = rng.between(3, 8);
    for (let n = 1; n <= steps; n++) add(`\n${n}. ${say('rules')}`);
  },
  function conversation(rng, say, add) {
    for (let n = rng.between(2, 5); n > 0; n--) {
      add(`\n\nCaller: "${say('caller')}"\r\nYou: "${say('agent')}"\r\n  ↳ {{now}} / {{customer.number}}`);
    }
  },
  function variables(rng, say, add) {
    add('\n| when | what |\n|---|---|\n');
    for (let n = rng.between(2, 5); n > 0; n--) add(`| {{${rng.pick(VARIABLES)}}} | ${say('rules')} |\n`);
  },
];

const VARIABLES = ['date', 'customer.name', 'branch', 'openingHours', 'lastCall.summary', 'now | date: "%A"'];
