/**
 * Completion for bash, from 3.2 (macOS) on. Where there is nothing to offer, bash itself completes names of files
 * (`-o default`), which it can quote.
 */
import { type Grammar, namesOf, type Offer, type Verb } from './grammar.ts';

export function bashScript({ program, verbs, flags }: Grammar): string {
  const name = `_${program.replaceAll('-', '_')}`;
  return `# ${program}(1), bash: source this file.
${name}() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD-1]} verb= places=0 i word
  # bash takes --lang=id for three words.
  if [ "$cur" = = ]; then cur=; elif [ "$prev" = = ]; then prev=\${COMP_WORDS[COMP_CWORD-2]}; fi
  for ((i = 1; i < COMP_CWORD; i++)); do
    word=\${COMP_WORDS[i]}
    case $word in -*) continue ;; esac
    if [ -z "$verb" ]; then verb=$word; else places=$((places + 1)); fi
  done
  COMPREPLY=()
  local words=
  case $verb in
    '')
      case $cur in
        -*) words=${quoted(flags.flatMap(namesOf))} ;;
        *) words=${quoted(verbs.map((verb) => verb.name))} ;;
      esac
      ;;
${verbs.map(ofVerb).join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$cur"))
}
complete -o bashdefault -o default -F ${name} ${program}
`;
}

function ofVerb({ name, places, flags }: Verb): string {
  const valued = flags.flatMap((flag) =>
    flag.takes ? [`        ${namesOf(flag).join('|')}) words=${quoted(wordsOf(flag.takes.offer))} ;;`] : [],
  );
  const told = places.flatMap(({ offer }, index) =>
    wordsOf(offer).length > 0 ? [`            ${index}) words=${quoted(wordsOf(offer))} ;;`] : [],
  );
  return `    ${name})
      case $prev in
${valued.join('\n')}
        *) case $cur in
          -*) words=${quoted(flags.flatMap(namesOf))} ;;
          *) case $places in
${[...told, '            *) ;;'].join('\n')}
          esac ;;
        esac ;;
      esac
      ;;`;
}

/** Names of files are left to bash. */
function wordsOf(offer: Offer): readonly string[] {
  return typeof offer === 'string' ? [] : offer;
}

function quoted(words: readonly string[]): string {
  return `'${words.join(' ')}'`;
}
