// Turns an artifact into the same without its words: the times of what was said, and Vapi's figures of the call.
import { startsNumber } from '../../json/read.ts';
import { ROLES } from '../artifact.ts';
import { type Bounds, type Members, membersIn, objectsIn, rawMembers, rawValue } from './members.ts';

/** What a row tells of when something was said. */
const TIMES = ['role', 'time', 'endTime', 'secondsFromStart', 'duration'];

/** `"messages":[...]`, each row with its text left empty, since the contract wants one; null where no row has a time. */
export function slimRows(bytes: Buffer, artifact: Members): string | null {
  const messages = artifact.get('messages');
  if (messages === undefined) return null;
  const rows: string[] = [];
  for (const row of objectsIn(bytes, messages)) {
    if (isNumber(bytes, row.get('time')) && isSpoken(bytes, row.get('role')))
      rows.push(`{${[...rawMembers(bytes, row, TIMES), '"message":""'].join()}}`);
  }
  return rows.length === 0 ? null : `"messages":[${rows.join()}]`;
}

/** `"performanceMetrics":{...}` with its own numbers; null where there are none. */
export function slimFigures(bytes: Buffer, artifact: Members): string | null {
  const metrics = artifact.get('performanceMetrics');
  const members = metrics === undefined ? null : membersIn(bytes, metrics);
  if (members === null) return null;
  const names = [...members].filter(([, bounds]) => isNumber(bytes, bounds)).map(([name]) => name);
  return names.length === 0 ? null : `"performanceMetrics":{${rawMembers(bytes, members, names).join()}}`;
}

function isNumber(bytes: Buffer, bounds: Bounds | undefined): boolean {
  return bounds !== undefined && startsNumber(bytes[bounds.start]!);
}

function isSpoken(bytes: Buffer, role: Bounds | undefined): boolean {
  return role !== undefined && ROLES.has(rawValue(bytes, role).slice(1, -1));
}
