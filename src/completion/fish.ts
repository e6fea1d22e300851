/** Completion for fish, from 3.0 on. */
import type { Flag, Grammar, Offer } from './grammar.ts';

export function fishScript({ program, verbs, flags }: Grammar): string {
  const first = '__fish_use_subcommand';
  const line = (condition: string, rest: string): string => `complete -c ${program} -n ${quoted(condition)} ${rest}`;
  return `${[
    `# ${program}(1), fish: keep this file as ~/.config/fish/completions/${program}.fish.`,
    `complete -c ${program} -f`,
    // A sheet as the only argument is an import.
    line(first, '-F'),
    ...verbs.map(({ name, description }) => line(first, `-a ${name} -d ${quoted(description)}`)),
    ...flags.map((flag) => line(first, ofFlag(flag))),
    ...verbs.flatMap(({ name, places, flags: own }) => {
      const seen = `__fish_seen_subcommand_from ${name}`;
      return [
        ...places.filter(({ offer }) => offer !== 'nothing').map(({ offer }) => line(seen, offered(offer))),
        ...own.map((flag) => line(seen, ofFlag(flag))),
      ];
    }),
  ].join('\n')}\n`;
}

function ofFlag({ short, long, takes, description }: Flag): string {
  const names = `${short ? `-s ${short.slice(1)} ` : ''}-l ${long.slice(2)}`;
  const value = takes ? ` ${takes.offer === 'file' ? '-r' : '-x'} ${offered(takes.offer)}`.trimEnd() : '';
  return `${names}${value} -d ${quoted(description)}`;
}

function offered(offer: Offer): string {
  if (offer === 'file') return '-F';
  if (offer === 'folder') return "-a '(__fish_complete_directories)'";
  return offer === 'nothing' ? '' : `-a ${quoted(offer.join(' '))}`;
}

function quoted(text: string): string {
  return `'${text.replaceAll(/['\\]/g, (mark) => `\\${mark}`)}'`;
}
