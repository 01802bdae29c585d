// Turns calls into the files of an overlay, or one call into its one document on standard output.
import { basename, resolve } from 'node:path';
import { TurnlineError } from '../errors.ts';
import type { Host } from '../host.ts';
import { readBytes } from '../input/source.ts';
import type { CallFacts } from '../measures/facts.ts';
import { writeTogether } from '../report/file.ts';
import { OVERLAYS, type OverlayName } from '../report/overlays/index.ts';
import type { OverlayFile, OverlayOptions } from '../report/overlays/overlay.ts';
import type { Score } from '../report/score.ts';
import type { Invocation } from './command.ts';
import { lookOf } from './present.ts';
import { scoreOf } from './score.ts';
import { tellingOf } from './spoken.ts';

const CALL = '{call}';

export async function exportCalls(
  name: OverlayName,
  calls: Iterable<CallFacts>,
  invocation: Invocation,
): Promise<void> {
  const { options, host } = invocation;
  const { print } = await OVERLAYS[name].load();
  const how = await overlayOptions(name, invocation);
  const printed: { score: Score; files: OverlayFile[] }[] = [];
  const taken = new Map<string, number>();
  const telling = tellingOf(invocation);
  let drawn = 0;
  for (const facts of calls) {
    const score = scoreOf(facts, telling);
    if (score === null) continue;
    drawn++;
    const files = print(score, how);
    if (options.out?.includes(CALL)) {
      const path = options.out.replaceAll(CALL, freeName(fileName(facts), taken));
      await writeFiles(path, options.out, files, host);
    } else printed.push({ score, files });
  }
  if (drawn === 0) throw new TurnlineError('input', 'without timestamps there is nothing to draw');
  const [only, second] = printed;
  if (only === undefined) return;
  if (second !== undefined) throw oneCallOnly(name, printed.length);
  if (options.out !== undefined) await writeFiles(options.out, options.out, only.files, host);
  else if (only.files.length > 1 && name === 'audacity')
    throw new TurnlineError('usage', `${name} makes ${only.files.length} files: name them by --out`);
  else await host.stdout.write(only.files[0]?.text ?? '');
}

function oneCallOnly(name: string, calls: number): TurnlineError {
  return new TurnlineError(
    'usage',
    `${name} holds one call, and there are ${calls}: choose one by --call, or name the files by --out with ${CALL} in it`,
  );
}

const ENDING = /\.[A-Za-z0-9]{1,9}$/;

/** A pattern with an ending of its own names one file; else each file adds its suffix. */
async function writeFiles(
  path: string,
  pattern: string,
  files: readonly OverlayFile[],
  host: Host,
): Promise<void> {
  const ended = ENDING.test(pattern.replaceAll(CALL, ''));
  const nameOf = (suffix: string): string =>
    ended && files.length === 1 ? path : `${ended ? path.replace(ENDING, '') : path}${suffix}`;
  await writeTogether(
    files.map(({ suffix, text }) => [nameOf(suffix), text] as const),
    host,
  );
}

/** The call's id, or the source's name; an id from outside must not lead out of the folder that was named. */
function fileName({ call }: CallFacts): string {
  const name = call.id ?? basename(call.source).replace(ENDING, '');
  const plain = name.replaceAll(/[^A-Za-z0-9._-]/g, '_').slice(0, 100);
  return /^[.-]*$/.test(plain) ? 'call' : plain;
}

/** The name itself, or with a number behind it where another call has it already. `taken` tells the last number of each name. */
function freeName(name: string, taken: Map<string, number>): string {
  let number = (taken.get(name) ?? 0) + 1;
  while (number > 1 && taken.has(`${name}-${number}`)) number++;
  taken.set(name, number);
  const free = number === 1 ? name : `${name}-${number}`;
  if (number > 1) taken.set(free, 1);
  return free;
}

const AUDIO_TYPES: Readonly<Record<string, string>> = {
  wav: 'audio/wav',
  mp3: 'audio/mpeg',
  ogg: 'audio/ogg',
  m4a: 'audio/mp4',
  flac: 'audio/flac',
  webm: 'audio/webm',
};

/** The recording goes into the page, so that it stays one file. */
async function overlayOptions(name: OverlayName, invocation: Invocation): Promise<OverlayOptions> {
  const { options, host } = invocation;
  const { timeZone } = lookOf(invocation);
  if (options.audio === undefined || name !== 'html') return { timeZone };
  host.endAtSignal();
  const bytes = await readBytes(resolve(host.cwd, options.audio), options.audio);
  const ending = options.audio.split('.').at(-1)?.toLowerCase() ?? '';
  const type = AUDIO_TYPES[ending] ?? 'audio/mpeg';
  return {
    timeZone,
    audio: { name: options.audio, dataUrl: `data:${type};base64,${bytes.toString('base64')}` },
  };
}
