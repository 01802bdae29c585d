// Turns a Host into an exit code: finds the command, runs it, and is the only place that catches what is thrown.
import type { Asked } from './commands/program.ts';
import { asksVersionAlone, versionText } from './commands/version.ts';
import { bugText, EXIT, type Exit, exitCode, OutputClosed, TurnlineError } from './errors.ts';
import { type Host, interruptionOf } from './host.ts';
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

/** One line on stderr; none where the reader of the output went away. */
async function report(error: unknown, host: Host, color: ColorChoice | undefined): Promise<number> {
  let exit: Exit = 'ok';
  if (!(error instanceof OutputClosed)) {
    const known = error instanceof TurnlineError;
    exit = known ? error.exit : 'bug';
    const text = known ? error.message : bugText(error);
    await host.stderr.write(await messageLine('error', text, host, color)).catch(() => {});
  }
  // A closed terminal also makes writing to it fail.
  return exit === 'bug' ? EXIT.bug.code : exitCode([exit, ...interruptionOf(host)]);
}
