// Turns a breach of the protocol's order into a finding at the event that shows it.
import type { Finding, FindingCode, FindingFacts } from '../finding.ts';
import type { SpeechEvent } from '../message/event.ts';

export function remark<Code extends FindingCode>(
  code: Code,
  facts: FindingFacts[Code],
  { source, record, line, column, callId }: SpeechEvent,
): Finding {
  return { code, facts, source, record, line, column, pointer: '', callId } as Finding;
}
