/** Completion for zsh: to be sourced, or kept as `_vax-upload` in a folder of `$fpath`. */
import { type Flag, type Grammar, namesOf, type Offer, type Verb } from './grammar.ts';

export function zshScript({ program, verbs, flags }: Grammar): string {
  const name = `_${program.replaceAll('-', '_')}`;
  return `#compdef ${program}
# ${program}(1), zsh: source this file after compinit, or keep it as _${program} in a folder of $fpath.
${name}() {
  local curcontext=$curcontext state line
  local -a commands
  commands=(
${verbs.map((verb) => `    ${quoted(`${verb.name}:${verb.description}`)}`).join('\n')}
  )
  _arguments -C \\
${flags.map((flag) => `    ${ofFlag(flag)} \\`).join('\n')}
    '1: :->command' '*:: :->arguments' && return
  case $state in
    command) _describe -t commands ${quoted(program)} commands; _files ;;
    arguments)
      case $words[1] in
${verbs.map(ofVerb).join('\n')}
      esac
      ;;
  esac
}
if [ "$funcstack[1]" = _${program} ]; then ${name} "$@"; else compdef ${name} ${program}; fi
`;
}

function ofVerb({ name, places, flags }: Verb): string {
  const said = [
    ...flags.map(ofFlag),
    ...places.map(({ name: place, offer, repeats }) =>
      quoted(`${repeats ? '*' : ''}:${inMessage(place)}:${action(offer)}`),
    ),
  ];
  return `        ${name}) _arguments -S ${said.map((each) => `\\\n          ${each}`).join(' ')} ;;`;
}

function ofFlag(flag: Flag): string {
  const { takes, repeats, description } = flag;
  const names = namesOf(flag);
  const value = takes ? `:${inMessage(takes.name)}:${action(takes.offer)}` : '';
  const told = quoted(`[${inBrackets(description)}]${value}`);
  const once = repeats ? "'*'" : names.length > 1 ? quoted(`(${names.join(' ')})`) : '';
  return `${once}${names.length > 1 ? `{${names.join(',')}}` : names[0]}${told}`;
}

function action(offer: Offer): string {
  if (offer === 'file') return '_files';
  if (offer === 'folder') return '_files -/';
  return offer === 'nothing' ? ' ' : `(${offer.join(' ')})`;
}

function inBrackets(text: string): string {
  return text.replaceAll(/[\\[\]]/g, (mark) => `\\${mark}`);
}

function inMessage(text: string): string {
  return text.replaceAll(/[\\:]/g, (mark) => `\\${mark}`);
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
