// Turns the grammar of the command line into a completion script for zsh.
import {
  type CompletedCommand,
  type CompletedOption,
  type Expected,
  firstWords,
  groupsIn,
  inGroup,
  secondWord,
} from './grammar.ts';

/** It works from a folder of fpath, and where it is sourced after compinit. */
export function script(commands: readonly CompletedCommand[]): string {
  const groups = groupsIn(commands);
  const single = commands.filter(({ name }) => !name.includes(' '));
  const fallback = commands.filter(({ isDefault }) => isDefault);
  return `#compdef turnline
# Completes command lines of turnline in zsh: eval "$(turnline completions zsh)", after compinit

_turnline() {
  local curcontext="$curcontext"
  local -a commands
  commands=(
${described(firstWords(commands))}
  )
  if (( CURRENT == 2 )) && [[ \${words[2]} != -* ]]; then
    _describe -t commands command commands
    _files
    return
  fi
  case \${words[2]} in
${groups.map((group) => groupCase(group, inGroup(commands, group))).join('\n')}
${single.map((command) => commandCase(command, command.name, 1)).join('\n')}
${fallback.map((command) => commandCase(command, '*', 0)).join('\n')}
  esac
}

if [[ \${funcstack[1]} == _turnline ]]; then
  _turnline "$@"
else
  compdef _turnline turnline
fi
`;
}

function groupCase(group: string, commands: readonly CompletedCommand[]): string {
  const words = commands.map((command) => [secondWord(command), command.about] as const);
  return `    ${group})
      if (( CURRENT == 3 )); then
        commands=(
${described(words)}
        )
        _describe -t commands command commands
        return
      fi
      case \${words[3]} in
${commands.map((command) => commandCase(command, secondWord(command), 2)).join('\n')}
      esac
      ;;`;
}

/** `depth` words stand before the operands; to _arguments the last of them is the name of the program. */
function commandCase({ options, operands }: CompletedCommand, pattern: string, depth: number): string {
  const specs = [...options.flatMap(optionSpecs), ...operandSpecs(operands)];
  const shift = depth === 0 ? '' : `        shift ${depth} words; (( CURRENT -= ${depth} ))\n`;
  return `      ${pattern})
${shift}        _arguments -s -S \\
${specs.map((spec) => `          ${spec}`).join(' \\\n')}
        ;;`;
}

function optionSpecs({ flags, about, value }: CompletedOption): string[] {
  const others = flags.length > 1 ? `(${flags.join(' ')})` : '';
  const text = about.replaceAll(/[[\]\\]/g, '\\$&');
  return flags.map((flag) => {
    if (value === null) return quoted(`${others}${flag}[${text}]`);
    const long = flag.startsWith('--') ? '=' : '';
    return quoted(`${others}${flag}${long}[${text}]:${flags.at(-1)?.replace(/^--/, '')}:${action(value)}`);
  });
}

function operandSpecs(operands: Expected): string[] {
  if (operands === 'unknown') return [];
  return [
    typeof operands === 'object'
      ? quoted(`1:word:${action(operands)}`)
      : quoted(`*:file:${action(operands)}`),
  ];
}

function action(expected: Expected): string {
  if (expected === 'file') return '_files';
  if (expected === 'folder') return '_files -/';
  return expected === 'unknown' ? ' ' : `(${expected.join(' ')})`;
}

function described(words: readonly (readonly [word: string, about: string])[]): string {
  return words
    .map(([word, about]) => `          ${quoted(`${word}:${about.replaceAll(':', '\\:')}`)}`)
    .join('\n');
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
