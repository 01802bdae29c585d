// Turns the grammar of the command line into a completion script for bash, from 3.2 on.
import {
  type CompletedCommand,
  type CompletedOption,
  type Expected,
  firstWords,
  groupsIn,
  inGroup,
  secondWord,
} from './grammar.ts';

export function script(commands: readonly CompletedCommand[]): string {
  const fallback = commands.find(({ isDefault }) => isDefault);
  return `# Completes command lines of turnline in bash: eval "$(turnline completions bash)"
_turnline_words() {
  local word
  for word in $1; do
    [[ $word == "$cur"* ]] && COMPREPLY+=("$word")
  done
}

# $1 is -f for files and folders, -d for folders alone. Readline quotes what it is given.
_turnline_files() {
  local path plain=$cur
  plain=\${plain#[\\"\\']}
  plain=\${plain//\\\\/}
  while IFS= read -r path; do
    [[ -n $path ]] && COMPREPLY+=("$path")
  done < <(compgen "$1" -- "$plain")
  compopt -o filenames 2>/dev/null
}

_turnline() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev='' command='${fallback?.name}' at=1 index
  COMPREPLY=()
  (( COMP_CWORD > 1 )) && prev=\${COMP_WORDS[COMP_CWORD - 1]}
  # Bash parts --option=value at the sign.
  if [[ $cur == = ]]; then
    cur=''
  elif [[ $prev == = ]]; then
    prev=\${COMP_WORDS[COMP_CWORD - 2]}
  fi
  if (( COMP_CWORD > 1 )); then
    case \${COMP_WORDS[1]} in
${firstWords(commands)
  .map(([word]) => `      ${word}) command='${word}' at=2 ;;`)
  .join('\n')}
    esac
  fi
${groupsIn(commands)
  .map((group) => groupOf(group, inGroup(commands, group)))
  .join('\n')}
  local options='' words='' files=''
  case $command in
${commands.map(commandCase).join('\n')}
  esac
  for (( index = at; index < COMP_CWORD; index++ )); do
    [[ \${COMP_WORDS[index]} == -- ]] && options=''
  done
  if [[ $cur == -* && -n $options ]]; then
    _turnline_words "$options"
  else
    (( COMP_CWORD == at )) && _turnline_words "$words"
    (( COMP_CWORD == 1 )) && _turnline_words '${firstWords(commands)
      .map(([word]) => word)
      .join(' ')}'
    [[ -n $files ]] && _turnline_files -f
  fi
  return 0
}

complete -F _turnline turnline
`;
}

function groupOf(group: string, commands: readonly CompletedCommand[]): string {
  const words = commands.map(secondWord);
  return `  if [[ $command == ${group} ]]; then
    if (( COMP_CWORD == 2 )); then
      _turnline_words '${words.join(' ')} --help'
      return
    fi
    case \${COMP_WORDS[2]} in
      ${words.join(' | ')}) command="${group} \${COMP_WORDS[2]}" at=3 ;;
    esac
  fi`;
}

function commandCase({ name, options, operands }: CompletedCommand): string {
  const flags = options.flatMap((option) => option.flags).filter((flag) => flag.startsWith('--'));
  const valued = options.filter(({ value }) => value !== null);
  return [
    `    '${name}')`,
    ...(valued.length === 0 ? [] : ['      case $prev in', ...valued.map(valueCase), '      esac']),
    `      options='${flags.join(' ')}'`,
    ...(operands === 'file' ? ['      files=yes'] : []),
    ...(typeof operands === 'object' ? [`      words='${operands.join(' ')}'`] : []),
    '      ;;',
  ].join('\n');
}

function valueCase({ flags, value }: CompletedOption): string {
  return `        ${flags.join(' | ')}) ${offer(value ?? 'unknown')}return ;;`;
}

function offer(expected: Expected): string {
  if (expected === 'file') return '_turnline_files -f; ';
  if (expected === 'folder') return '_turnline_files -d; ';
  return expected === 'unknown' ? '' : `_turnline_words '${expected.join(' ')}'; `;
}
