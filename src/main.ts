// Turns a Host into an exit code: finds the command, runs it, and is the only place that catches what is thrown.
import type { Asked } from './commands/program.ts';
import { asksVersionAlone, versionText } from './commands/version.ts';
import { EXIT, exitCode, OutputClosed, TurnlineError } from './errors.ts';
import type { Host } from './host.ts';
import type { ColorChoice } from './report/look.ts';
import { messageLine } from './report/message.ts';

export async function main(host: Host): Promise<number> {
  let color: ColorChoice | undefined;
  try {
    const asked = await askedOf(host);
    if ('text' in asked) {
      await host.stdout.write(asked.text);
      return EXIT.ok.code;
    }
    const { command, invocation } = asked;
    color = invocation.options.color;
    const explains = invocation.options.explainInput === true;
    const { run } = await (explains ? import('./commands/explain-input.ts') : command.load());
    return exitCode(await run(invocation));
  } catch (error) {
    return report(error, host, color);
  }
}

/** The version is told without the commands, which take longer to load than all else. */
async function askedOf(host: Host): Promise<Asked> {
  if (asksVersionAlone(host.argv)) return { text: versionText() };
  const { parse } = await import('./commands/program.ts');
  return parse(host);
}

/** One line on stderr. Nobody is told where nobody reads. */
async function report(error: unknown, host: Host, color: ColorChoice | undefined): Promise<number> {
  if (error instanceof OutputClosed) return EXIT.ok.code;
  const known = error instanceof TurnlineError;
  const text = known ? error.message : `a bug in turnline, please report it: ${traceOf(error)}`;
  await host.stderr.write(await messageLine('error', text, host, color)).catch(() => {});
  return known ? EXIT[error.exit].code : EXIT.bug.code;
}

/** What was thrown and where. The engine's own words may quote what was read, so they are left out. */
function traceOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const place = /^ +at .*$/m.exec(error.stack ?? '')?.[0].trim() ?? 'at an unknown place';
  return `${error.name} ${place}`;
}
