// Turns the words after `help`, where they name no command, into the page of a topic or of a finding.
import { nearest } from '../../contract/near.ts';
import { type Exit, TurnlineError } from '../../errors.ts';
import { COMMAND_NAMES, HELP_WIDTH } from '../catalogue.ts';
import type { Invocation } from '../command.ts';
import { TOPICS } from './index.ts';
import { layOut } from './layout.ts';
import type { Topic } from './topic.ts';

export async function run({ operands, host }: Invocation): Promise<Iterable<Exit>> {
  const width = Math.min(host.stdout.columns ?? HELP_WIDTH, HELP_WIDTH);
  const wanted = operands.join(' ');
  const found = await topicOf(operands);
  if (found === undefined) throw await unknown(wanted);
  const { page } = await found.topic.load();
  await host.stdout.write(layOut(page(found.subject), width));
  return ['ok'];
}

interface Found {
  readonly topic: Topic;
  readonly subject: string | undefined;
}

/** A topic, a topic and one of its subjects, or a subject alone. */
async function topicOf(words: readonly string[]): Promise<Found | undefined> {
  const [first = '', second, more] = words;
  if (more !== undefined) return undefined;
  for (const [name, topic] of Object.entries<Topic>(TOPICS)) {
    if (name === first && second === undefined) return { topic, subject: undefined };
    const subject = name === first ? second : second === undefined ? first : undefined;
    const subjects = (await topic.subjects?.()) ?? [];
    if (subject !== undefined && subjects.includes(subject)) return { topic, subject };
  }
  return undefined;
}

/** Everything that help can be asked for, in the order in which it is tried. */
export async function helpWords(): Promise<string[]> {
  const subjects = await Promise.all(Object.values<Topic>(TOPICS).map((topic) => topic.subjects?.() ?? []));
  return [...COMMAND_NAMES, ...Object.keys(TOPICS), ...subjects.flat()];
}

async function unknown(wanted: string): Promise<TurnlineError> {
  const words = await helpWords();
  const meant = nearest(wanted, words) ?? nearest(wanted.split(' ').at(-1) ?? '', words);
  const hint = meant === null ? 'turnline help lists them' : `did you mean turnline help ${meant}?`;
  return new TurnlineError('usage', `no command, topic or finding is called "${wanted}": ${hint}`);
}
