/** The manual page, in the macros of man(7): the grammar of the program, its help and MANUAL put together. Pure. */
import { type Flag, type Grammar, namesOf, type Verb } from '../../src/completion/grammar.ts';
import { wrap } from '../../src/report/screen/wrap.ts';
import type { HelpTexts } from '../../src/text/help.ts';
import type { HelpPages } from '../../src/text/help-pages.ts';
import { termIn } from '../../src/text/help-terms.ts';
import type { Language } from '../../src/text/language.ts';
import { MANUAL, type ManualWords } from './words.ts';

/** Escapes make a line longer: mandoc asks for 80 bytes at most. */
const SOURCE_COLUMNS = 68;

export interface ManualSource {
  readonly language: Language;
  readonly grammar: Grammar;
  readonly help: HelpTexts;
  readonly pages: HelpPages;
  readonly version: string;
  /** As in `2026-11-29`. */
  readonly date: string;
}

export function manualPage(source: ManualSource): string {
  const { language, grammar, help, version, date } = source;
  const say = MANUAL[language];
  const { program, verbs } = grammar;
  const shared = sharedFlags(verbs);
  const section = (name: keyof ManualWords['sections'], lines: readonly string[]): string[] => [
    `.SH ${quoted(say.sections[name])}`,
    ...lines,
  ];
  const told = (pairs: readonly (readonly [string, string])[]): string[] =>
    pairs.flatMap(([name, what]) => ['.TP', `.B ${quoted(name)}`, ...filled(what)]);
  return `${[
    '.\\" Written by build/man.ts.',
    `.TH ${program.toUpperCase()} 1 ${date} ${quoted(`${program} ${version}`)} ${quoted(say.title)}`,
    ...section('name', [`${text(program)} \\- ${text(say.purpose)}`]),
    ...section('synopsis', [
      '.nf',
      `\\fB${text(program)}\\fR \\fI${text(say.command)}\\fR [\\fI${text(say.options)}\\fR]`,
      `\\fB${text(program)}\\fR \\fI${text(say.file)}\\fR`,
      `\\fB${text(program)} \\-\\-version\\fR [\\fB\\-\\-json\\fR]`,
      '.fi',
    ]),
    ...section(
      'description',
      say.description.flatMap((words, index) => (index === 0 ? filled(words) : ['.PP', ...filled(words)])),
    ),
    ...section(
      'commands',
      verbs.flatMap((verb) => command(verb, shared, source)),
    ),
    ...section('options', [...filled(say.everywhere), ...shared.flatMap((flag) => flagLines(flag, language))]),
    ...section('exits', ['.nf', ...help.exitCodes.split('\n').slice(1).map(text), '.fi']),
    ...section('environment', told(say.environment)),
    ...section('files', told(say.files)),
    ...section('see', filled(say.see)),
  ].join('\n')}\n`;
}

/** Those that every command has, and that are told once. */
function sharedFlags(verbs: readonly Verb[]): readonly Flag[] {
  const [first, ...others] = verbs;
  return (first?.flags ?? []).filter(({ long }) =>
    others.every(({ flags }) => flags.some((flag) => flag.long === long)),
  );
}

function command({ name, description, places, flags }: Verb, shared: readonly Flag[], source: ManualSource): string[] {
  const { language, pages } = source;
  const usage = places
    .map(
      (place) =>
        termIn(language, place.required ? `<${place.name}>` : `[${place.name}]`) + (place.repeats ? ' ...' : ''),
    )
    .join(' ');
  const examples = Object.entries(pages.examples).find(([each]) => each === name)?.[1] ?? [];
  return [
    `.SS ${quoted(`${name} ${usage}`.trimEnd())}`,
    ...filled(`${description.charAt(0).toUpperCase()}${description.slice(1)}.`),
    ...flags
      .filter(({ long }) => shared.every((flag) => flag.long !== long))
      .flatMap((flag) => flagLines(flag, language)),
    '.PP',
    text(pages.examplesTitle),
    '.nf',
    ...examples.flatMap(([typed, what]) => [`\\&  \\fB${text(typed)}\\fR`, `\\&      ${text(what)}`]),
    '.fi',
  ];
}

function flagLines(flag: Flag, language: Language): string[] {
  const value = flag.takes ? ` ${termIn(language, `<${flag.takes.name}>`)}` : '';
  return ['.TP', `.B ${quoted(`${namesOf(flag).join(', ')}${value}`)}`, ...filled(flag.description)];
}

/** A paragraph, in lines as short as the sources of manuals have them. */
function filled(words: string): string[] {
  return wrap(words, SOURCE_COLUMNS, '').map(text);
}

/** A line that roff takes for text: hyphens as they are typed, no escape and no request that was not meant. */
function text(words: string): string {
  const safe = words.replaceAll('\\', '\\e').replaceAll('-', '\\-').replaceAll('`', '\\(ga').replaceAll("'", '\\(aq');
  return /^[.]/.test(safe) ? `\\&${safe}` : safe;
}

/** An argument of a macro. */
function quoted(words: string): string {
  return `"${text(words).replaceAll('"', '\\(dq')}"`;
}
