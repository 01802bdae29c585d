// Turns an `artifact` into the timed rows of its conversation and Vapi's own figures.
import type { Role } from './event.ts';
import { isOurTime } from './moment.ts';

/** Something that was said, on the artifact's clock. */
export interface ArtifactRow {
  readonly role: Role;
  /** Epoch ms; the end is null where the row has none. */
  readonly startMs: number;
  readonly endMs: number | null;
  readonly text: string;
}

export interface Artifact {
  readonly rows: readonly ArtifactRow[];
  /** When the call began by the rows, in epoch ms: the median of what each row says. Null without rows. */
  readonly originMs: number | null;
  readonly metrics: VapiMetrics | null;
}

/** Vapi's own figures of a call, in words and ms. */
export interface VapiMetrics {
  readonly turnLatencyAverageMs: number | null;
  readonly modelLatencyAverageMs: number | null;
  readonly voiceLatencyAverageMs: number | null;
  readonly transcriberLatencyAverageMs: number | null;
  readonly endpointingLatencyAverageMs: number | null;
  /** The assistant was interrupted by the user this often. */
  readonly assistantInterruptedByUser: number | null;
  readonly userInterruptedByAssistant: number | null;
}

/** In the artifact the assistant is called `bot`. */
export const ROLES: ReadonlyMap<unknown, Role> = new Map([
  ['user', 'user'],
  ['bot', 'assistant'],
  ['assistant', 'assistant'],
]);

export function readArtifact(artifact: unknown): Artifact {
  const rows: ArtifactRow[] = [];
  const origins: number[] = [];
  for (const message of listAt(artifact, 'messages')) {
    const role = ROLES.get(fieldOf(message, 'role'));
    const startMs = msAt(message, 'time');
    if (role === undefined || startMs === null) continue;
    const endMs = msAt(message, 'endTime');
    const text = fieldOf(message, 'message');
    rows.push({
      role,
      startMs,
      endMs: endMs !== null && endMs >= startMs ? endMs : null,
      text: typeof text === 'string' ? text : '',
    });
    const seconds = numberAt(message, 'secondsFromStart');
    if (seconds !== null) origins.push(startMs - 1000 * seconds);
  }
  rows.sort((a, b) => a.startMs - b.startMs);
  origins.sort((a, b) => a - b);
  const median = origins[Math.floor(origins.length / 2)];
  return {
    rows,
    originMs: median === undefined ? null : Math.round(median),
    metrics: readMetrics(fieldOf(artifact, 'performanceMetrics')),
  };
}

function readMetrics(metrics: unknown): VapiMetrics | null {
  if (typeof metrics !== 'object' || metrics === null) return null;
  return {
    turnLatencyAverageMs: numberAt(metrics, 'turnLatencyAverage'),
    modelLatencyAverageMs: numberAt(metrics, 'modelLatencyAverage'),
    voiceLatencyAverageMs: numberAt(metrics, 'voiceLatencyAverage'),
    transcriberLatencyAverageMs: numberAt(metrics, 'transcriberLatencyAverage'),
    endpointingLatencyAverageMs: numberAt(metrics, 'endpointingLatencyAverage'),
    assistantInterruptedByUser: numberAt(metrics, 'numAssistantInterrupted'),
    userInterruptedByAssistant: numberAt(metrics, 'numUserInterrupted'),
  };
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? Reflect.get(value, name)
    : undefined;
}

function numberAt(value: unknown, name: string): number | null {
  const field = fieldOf(value, name);
  return typeof field === 'number' && Number.isFinite(field) ? field : null;
}

/** Whole ms: some rows have a fraction. Null where it is no moment of our time. */
function msAt(value: unknown, name: string): number | null {
  const ms = Math.round(numberAt(value, name) ?? Number.NaN);
  return isOurTime(ms) ? ms : null;
}

function listAt(value: unknown, name: string): readonly unknown[] {
  const field = fieldOf(value, name);
  return Array.isArray(field) ? field : [];
}
