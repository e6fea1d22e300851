/**
 * Completion for PowerShell, from Windows' own (5.1) on. Where it offers nothing, PowerShell completes names of files.
 */
import { type Grammar, namesOf, type Offer } from './grammar.ts';

export function powershellScript({ program, verbs, flags }: Grammar): string {
  return `# ${program}, PowerShell: put this into the file that $PROFILE names.
Register-ArgumentCompleter -Native -CommandName @('${program}', '${program}.exe') -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $verbs = @(
${verbs.map(({ name, description }) => `        , @('${name}', ${quoted(description)})`).join('\n')}
    )
    $flags = @{
        '' = @(
${flags.flatMap((flag) => namesOf(flag).map((each) => `            , @('${each}', ${quoted(flag.description)})`)).join('\n')}
        )
${verbs
  .map(
    ({ name, flags: own }) => `        '${name}' = @(
${own
  .flatMap((flag) => namesOf(flag).map((each) => `            , @('${each}', ${quoted(flag.description)})`))
  .join('\n')}
        )`,
  )
  .join('\n')}
    }
    $values = @{
${verbs
  .flatMap(({ name, flags: own, places }) => [
    ...own.flatMap((flag) =>
      flag.takes
        ? namesOf(flag).map((each) => `        '${name} ${each}' = ${words(flag.takes?.offer ?? 'nothing')}`)
        : [],
    ),
    ...places.flatMap(({ offer }, index) =>
      words(offer) === '@()' ? [] : [`        '${name} ${index}' = ${words(offer)}`],
    ),
  ])
  .join('\n')}
    }
    $typed = @($commandAst.CommandElements | Where-Object { $_.Extent.EndOffset -lt $cursorPosition } |
            Select-Object -Skip 1 | ForEach-Object { $_.Extent.Text })
    $bare = @($typed | Where-Object { -not $_.StartsWith('-') })
    $verb = if ($bare.Count -gt 0) { $bare[0] } else { '' }
    $last = if ($typed.Count -gt 0) { $typed[-1] } else { '' }
    $place = "$verb $($bare.Count - 1)"
    if ($verb -ne '' -and $values.ContainsKey("$verb $last")) {
        $offered = @($values["$verb $last"] | ForEach-Object { , @($_, $_) })
    } elseif ($wordToComplete.StartsWith('-')) {
        $offered = $flags[$verb]
    } elseif ($verb -eq '') {
        $offered = $verbs
    } elseif ($values.ContainsKey($place)) {
        $offered = @($values[$place] | ForEach-Object { , @($_, $_) })
    } else {
        $offered = @()
    }
    $offered | Where-Object { $_ -and $_[0] -like "$wordToComplete*" } | ForEach-Object {
        [System.Management.Automation.CompletionResult]::new($_[0], $_[0], 'ParameterValue', $_[1])
    }
}
`;
}

function words(offer: Offer): string {
  return typeof offer === 'string' ? '@()' : `@(${offer.map(quoted).join(', ')})`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
