/** `init` at a terminal: questions, a try, and a chance to correct what was answered. */
import { existsSync } from 'node:fs';
import { mkdir, rmdir } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { diskError } from '../../disk/disk-error.ts';
import { faultLines, standingOf } from '../../report/examination.ts';
import { columnsOf, writeLines } from '../../report/output.ts';
import { fitted } from '../../report/screen/wrap.ts';
import { interview, type Respondent, type Told } from '../../setup/interview.ts';
import type { Answers } from '../../setup/questions.ts';
import type { SecretPlace } from '../../setup/settings.ts';
import { MENU, type MenuChoice } from '../../text/init.ts';
import { initWords } from '../../text/init-for.ts';
import type { Language } from '../../text/language.ts';
import { messagesFor } from '../../text/messages-for.ts';
import type { Context } from '../context.ts';
import { besideConfig, drafted, type Place, secretFile } from './drafted.ts';
import { type Tried, tryServer } from './try-server.ts';

/** What was answered in the end, and what is to be written. */
export interface Settled {
  readonly answers: Answers;
  readonly text: string;
  /** A secret that goes into a file of its own. */
  readonly typed?: { readonly path: string; readonly secret: string };
}

/** `secret`: named by a flag. `language`: before anybody has answered. */
export interface Given {
  readonly answers: Answers;
  readonly secret: SecretPlace | undefined;
  readonly language: Language;
  readonly isTried: boolean;
}

/** Undefined where nobody answers any more, or does not want to: nothing is written then. @throws RunError of the disk. */
export async function askAll(given: Given, place: Place, context: Context): Promise<Settled | undefined> {
  const who = respondent(context);
  const made: string[] = [];
  let before: Told | undefined;
  who.say(initWords(given.answers.language ?? given.language).hello);
  for (;;) {
    const told = await interview(
      {
        // What was given and is not right is asked for like anything else.
        given: before === undefined ? given.answers : {},
        ...(before === undefined ? {} : { before }),
        hasSecret: given.secret !== undefined,
        fileThere: (name) => existsSync(resolve(dirname(place.path), name)),
        wordsFor: initWords,
        language: given.language,
      },
      who,
    );
    if (told === 'nobody') return forsaken(made);
    const settled = await settle(told, given, place, context, who, made);
    if (settled === 'stop') return forsaken(made);
    if (settled !== 'correct') return settled;
    before = told;
  }
}

/** A folder that was made for nothing goes, unless somebody has put something there. */
async function forsaken(made: readonly string[]): Promise<undefined> {
  for (const folder of made) await rmdir(folder).catch(() => undefined);
  return undefined;
}

async function settle(
  told: Told,
  given: Given,
  place: Place,
  context: Context,
  who: Respondent,
  made: string[],
): Promise<Settled | 'correct' | 'stop'> {
  const { answers, secret: typed } = told;
  const language: Language = answers.language === 'en' ? 'en' : 'id';
  const words = initWords(language);
  const file = secretFile(answers, place);
  const isTyped = typed !== undefined && typed !== '' && file !== undefined;
  const secret: SecretPlace | undefined =
    given.secret ?? (file === undefined ? undefined : { kind: 'typed', path: besideConfig(file, place) });
  const { text, config } = await drafted(answers, secret, language, place);
  const settled: Settled = { answers, text, ...(isTyped ? { typed: { path: file, secret: typed } } : {}) };
  if (!given.isTried || config.target?.kind !== 'server') return settled;
  for (;;) {
    who.say([
      '',
      words.trying(
        config.target.options.type === 'files' ? config.target.options.files.folder : config.target.options.url,
      ),
    ]);
    const tried = await tryServer(config, isTyped ? typed : undefined, context);
    if (context.stop.finish.aborted) return 'stop';
    const standing = standingOf(tried);
    who.say(standing === 'well' ? [words.well] : faultLines(tried, messagesFor(language)));
    if (standing === 'well') return settled;
    const folder = missingFolder(tried);
    const choice = await choose(standing, folder !== undefined, words, who);
    if (choice === 'write') return settled;
    if (choice === 'correct' || choice === 'stop') return choice;
    if (choice === 'folder' && folder !== undefined) await makeFolder(folder, made);
  }
}

/** The folder of files, where it is simply not there. */
function missingFolder({ server }: Tried): string | undefined {
  const found = server?.findings.find(({ about, result }) => about === 'folder' && result === 'bad');
  return found?.params?.['code'] === 'ENOENT' ? String(found.params['path']) : undefined;
}

async function makeFolder(folder: string, made: string[]): Promise<void> {
  try {
    const first = await mkdir(folder, { recursive: true, mode: 0o700 });
    if (first !== undefined) made.push(folder);
  } catch (error) {
    throw diskError(error, folder);
  }
}

async function choose(
  standing: 'away' | 'ill',
  isMissing: boolean,
  words: ReturnType<typeof initWords>,
  who: Respondent,
): Promise<MenuChoice> {
  const choices = MENU.filter((choice) => choice !== 'folder' || isMissing);
  who.say([
    '',
    standing === 'away' ? words.onlyAway : words.notWell,
    ...choices.map((choice, index) => `  ${index + 1}  ${words.menu[choice]}`),
  ]);
  for (;;) {
    const typed = (await who.ask('> '))?.trim();
    if (typed === undefined) return 'stop';
    const choice = /^\d$/.test(typed) ? choices[Number(typed) - 1] : undefined;
    if (choice) return choice;
    who.say([words.again]);
  }
}

function respondent({ ask, askHidden, err }: Context): Respondent {
  return {
    ask: async (prompt) => ask?.(prompt),
    askHidden,
    say: (lines) => writeLines(err, fitted(lines, columnsOf(err) - 1)),
  };
}
