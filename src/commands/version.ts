// Names the option that asks for the version, and turns the package into what it prints.
import { packageVersion } from '../contract/load/package.ts';

export const VERSION_OPTION = { flags: ['-V', '--version'], about: 'print the version' } as const;

/** Whether nothing else is asked for: then neither commands nor options need be known. */
export function asksVersionAlone(argv: readonly string[]): boolean {
  return argv.length === 1 && VERSION_OPTION.flags.some((flag) => flag === argv[0]);
}

export function versionText(): string {
  return `${packageVersion()}\n`;
}
