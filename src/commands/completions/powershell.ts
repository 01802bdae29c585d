// Turns the grammar of the command line into a completion script for PowerShell, from 5.1 on.
import {
  type CompletedCommand,
  type CompletedOption,
  firstWords,
  groupsIn,
  inGroup,
  secondWord,
} from './grammar.ts';

export function script(commands: readonly CompletedCommand[]): string {
  const fallback = commands.find(({ isDefault }) => isDefault)?.name ?? '';
  const first = firstWords(commands);
  const groups = groupsIn(commands).map(
    (group) =>
      [
        group,
        inGroup(commands, group).map((command) => [secondWord(command), command.about] as const),
      ] as const,
  );
  return `# Completes command lines of turnline in PowerShell: turnline completions powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName turnline -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    # Of each command its options with what they are for, the values of options, and what may stand as an operand.
    $commands = @{
${commands.map(commandEntry).join('\n')}
    }
    $first = ${table(first)}
    $groups = @{
${groups.map(([group, words]) => `        ${quoted(group)} = ${table(words)}`).join('\n')}
    }

    $words = @($commandAst.CommandElements |
        Where-Object { $_.Extent.EndOffset -lt $cursorPosition -or ($_.Extent.EndOffset -eq $cursorPosition -and $wordToComplete -eq '') } |
        Select-Object -Skip 1 | ForEach-Object { $_.Extent.Text })
    $offers = [ordered]@{}
    $name = ${quoted(fallback)}
    $depth = 0
    if ($words.Count -gt 0 -and $groups.ContainsKey($words[0])) {
        $name = ''
        $depth = 1
        if ($words.Count -eq 1) { $offers = $groups[$words[0]] }
        elseif ($commands.ContainsKey("$($words[0]) $($words[1])")) { $name = "$($words[0]) $($words[1])"; $depth = 2 }
    } elseif ($words.Count -gt 0 -and $commands.ContainsKey($words[0])) {
        $name = $words[0]
        $depth = 1
    } elseif ($words.Count -eq 0 -and -not $wordToComplete.StartsWith('-')) {
        $offers = $first
    }

    if ($name -ne '') {
        $command = $commands[$name]
        $last = if ($words.Count -gt 0) { $words[-1] } else { '' }
        if ($command.Values.ContainsKey($last)) {
            # Where nothing is offered, PowerShell completes the names of files.
            $offers = [ordered]@{}
            foreach ($value in $command.Values[$last]) { $offers[$value] = $value }
        } elseif ($wordToComplete.StartsWith('-')) {
            $offers = $command.Options
        } elseif ($words.Count -eq $depth -and $command.Operands.Count -gt 0) {
            foreach ($operand in $command.Operands) { $offers[$operand] = $operand }
        }
    }

    $offers.GetEnumerator() | Where-Object { $_.Key.StartsWith($wordToComplete) } | ForEach-Object {
        [System.Management.Automation.CompletionResult]::new($_.Key, $_.Key, 'ParameterValue', $_.Value)
    }
}
`;
}

function commandEntry({ name, options, operands }: CompletedCommand): string {
  const long = options.map(({ flags, about }) => [flags.at(-1) ?? '', about] as const);
  const words = typeof operands === 'object' ? operands : [];
  return `        ${quoted(name)} = @{
            Options = ${table(long)}
            Values = @{ ${options.flatMap(valueEntries).join('; ')} }
            Operands = ${list(words)}
        }`;
}

function valueEntries({ flags, value }: CompletedOption): string[] {
  if (value === null) return [];
  return flags.map((flag) => `${quoted(flag)} = ${list(typeof value === 'object' ? value : [])}`);
}

function table(rows: readonly (readonly [word: string, about: string])[]): string {
  return `[ordered]@{ ${rows.map(([word, about]) => `${quoted(word)} = ${quoted(about)}`).join('; ')} }`;
}

function list(words: readonly string[]): string {
  return `@(${words.map(quoted).join(', ')})`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
