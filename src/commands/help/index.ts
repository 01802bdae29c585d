// Lists the topics of help, in the order in which help shows them.
import type { Topic } from './topic.ts';

export const TOPICS = {
  formats: {
    about: 'what can be read, and every format that can be printed',
    load: () => import('./formats.ts'),
  },
  environment: {
    about: 'the variables and files that change what a command does',
    load: () => import('./environment.ts'),
  },
  'exit-codes': { about: 'what each exit code means', load: () => import('./exit-codes.ts') },
  findings: {
    about: 'every finding with its cause and its remedy',
    load: () => import('./findings.ts'),
    subjects: async () => (await import('./findings.ts')).CODES,
  },
} as const satisfies Record<string, Topic>;
