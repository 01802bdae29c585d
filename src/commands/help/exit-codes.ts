// Turns the exit codes into the page that explains them.
import { EXIT } from '../../errors.ts';
import type { Section } from './topic.ts';

export function page(): Section[] {
  return [
    {
      heading: 'Exit codes',
      text: 'Where several apply, the highest is given. A reader of the output that goes away is no failure.',
      terms: Object.values(EXIT).map(({ code, means }) => [String(code), means]),
    },
  ];
}
