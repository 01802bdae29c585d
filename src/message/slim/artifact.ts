// Turns an artifact into the same without its words: the times of what was said, and Vapi's figures of the call.

import type { Kernel } from '../../json/kernel.ts';
import { startsNumber } from '../../json/read.ts';
import { ROLES } from '../artifact.ts';
import { type Bounds, type Members, membersIn, objectsIn, rawMembers, rawValue } from './members.ts';

/** What a row tells of when something was said. */
const TIMES = ['role', 'time', 'endTime', 'secondsFromStart', 'duration'];

/** `"messages":[...]`, each row with its text left empty, since the contract wants one; null where no row has a time. */
export function slimRows(kernel: Kernel, artifact: Members): string | null {
  const messages = artifact.get('messages');
  if (messages === undefined) return null;
  const rows: string[] = [];
  for (const row of objectsIn(kernel, messages)) {
    if (isNumber(kernel, row.get('time')) && isSpoken(kernel, row.get('role')))
      rows.push(`{${[...rawMembers(kernel, row, TIMES), '"message":""'].join()}}`);
  }
  return rows.length === 0 ? null : `"messages":[${rows.join()}]`;
}

/** `"performanceMetrics":{...}` with its own numbers; null where there are none. */
export function slimFigures(kernel: Kernel, artifact: Members): string | null {
  const metrics = artifact.get('performanceMetrics');
  const members = metrics === undefined ? null : membersIn(kernel, metrics);
  if (members === null) return null;
  const names = [...members].filter(([, bounds]) => isNumber(kernel, bounds)).map(([name]) => name);
  return names.length === 0 ? null : `"performanceMetrics":{${rawMembers(kernel, members, names).join()}}`;
}

function isNumber({ bytes }: Kernel, bounds: Bounds | undefined): boolean {
  return bounds !== undefined && startsNumber(bytes[bounds.start]!);
}

function isSpoken(kernel: Kernel, role: Bounds | undefined): boolean {
  return role !== undefined && ROLES.has(rawValue(kernel, role).slice(1, -1));
}
