// Turns the grammar of the command line into a completion script for fish.
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
  const groups = groupsIn(commands);
  const single = commands.filter(({ name }) => !name.includes(' ')).map(({ name }) => name);
  const fallback = commands.find(({ isDefault }) => isDefault)?.name ?? '';
  return `# Completes command lines of turnline in fish: turnline completions fish | source

# The command that the words before the cursor name: its words, or the group that it is still to be chosen from.
function __turnline_command
    set -l words (commandline -opc)
    switch "$words[2]"
        case ${single.join(' ')}
            echo $words[2]
${groups.map((group) => groupCase(group, inGroup(commands, group))).join('\n')}
        case '*'
            echo ${fallback}
    end
end

function __turnline_is
    test (__turnline_command) = "$argv"
end

function __turnline_first
    test (count (commandline -opc)) -eq $argv[1]
end

complete -c turnline -f
${[
  ...firstWords(commands).map(([word, about]) => rule('__turnline_first 1', ['-a', word], about)),
  ...groups.flatMap((group) =>
    inGroup(commands, group).map((command) =>
      rule(`__turnline_is ${group}`, ['-a', secondWord(command)], command.about),
    ),
  ),
  ...commands.flatMap(commandRules),
].join('\n')}
`;
}

function groupCase(group: string, commands: readonly CompletedCommand[]): string {
  return `        case ${group}
            switch "$words[3]"
                case ${commands.map(secondWord).join(' ')}
                    echo ${group} $words[3]
                case '*'
                    echo ${group}
            end`;
}

function commandRules({ name, options, operands }: CompletedCommand): string[] {
  const here = `__turnline_is ${name}`;
  const depth = name.split(' ').length + 1;
  const first = `${here}; and __turnline_first ${depth}`;
  return [
    ...options.map((option) => optionRule(here, option)),
    ...(operands === 'file' ? [rule(here, ['-F'])] : []),
    ...(typeof operands === 'object' ? [rule(first, ['-a', quoted(operands.join(' '))])] : []),
  ];
}

function optionRule(here: string, { flags, about, value }: CompletedOption): string {
  const names = flags.flatMap((flag) =>
    flag.startsWith('--') ? ['-l', flag.slice(2)] : ['-s', flag.slice(1)],
  );
  return rule(here, [...names, ...(value === null ? [] : offer(value))], about);
}

/** With -x a value must follow that is no file; with -r and -F one that is. */
function offer(expected: Expected): string[] {
  if (expected === 'file') return ['-r', '-F'];
  if (expected === 'folder') return ['-x', '-a', quoted('(__fish_complete_directories)')];
  return expected === 'unknown' ? ['-x'] : ['-x', '-a', quoted(expected.join(' '))];
}

function rule(condition: string, words: readonly string[], about?: string): string {
  const description = about === undefined ? [] : ['-d', quoted(about)];
  return ['complete -c turnline -n', quoted(condition), ...words, ...description].join(' ');
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
