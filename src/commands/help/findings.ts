// Turns finding codes into the page that tells the cause and the remedy of each.
import { FINDINGS, type FindingCode, type Severity } from '../../finding.ts';
import { REMEDIES } from '../../remedies.ts';
import type { Section } from './topic.ts';

export const CODES = Object.keys(FINDINGS) as FindingCode[];

/** What a severity is, and when it fails a run. */
export const SEVERITIES: Readonly<Record<Severity, string>> = {
  invalid: "A required field, a type, or one of the message's own values is wrong. Fails the run.",
  drift: 'The contract does not know it, and the message can still be right. Fails the run with --strict.',
  sequence: "A well-formed event that breaks the protocol's order. Shown by, and fails, validate --sequence.",
  input: 'Bytes that could not be read as messages. Exits with 3.',
};

/** All findings by their severity, or the one of that code. */
export function page(code: string | undefined): Section[] {
  const wanted = CODES.filter((one) => code === undefined || one === code);
  return (Object.keys(SEVERITIES) as Severity[])
    .map((severity) => ({
      heading: severity,
      text: SEVERITIES[severity],
      terms: wanted
        .filter((one) => FINDINGS[one].severity === severity)
        .map((one) => [one, [`Cause: ${REMEDIES[one].cause}`, `Remedy: ${REMEDIES[one].remedy}`]] as const),
    }))
    .filter(({ terms }) => terms.length > 0);
}
