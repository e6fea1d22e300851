/** `schedule`: lets every night begin by itself, shows what it would install, and takes exactly that away again. */
import { resolve } from 'node:path';
import { writeNewFile } from '../disk/write-file.ts';
import { RunError } from '../errors.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { jsonLine } from '../printable.ts';
import { writeFitted, writeLines } from '../report/output.ts';
import type { Context } from '../run/context.ts';
import { inCommand } from '../run/in-command.ts';
import { nightNotes } from '../run/night-notes.ts';
import { installedNights, keepersOf, type NightFlags, nightName, nightOf, takenFrom } from '../run/night-plan.ts';
import { type Setup, setUp } from '../run/setup.ts';
import { KINDS, type Kind, type Night } from '../schedule/night.ts';
import { printed } from '../schedule/printed.ts';
import { createTask, taskBytes } from '../schedule/windows.ts';
import { type Language, languageOf } from '../text/language.ts';
import type { ScheduleWords } from '../text/schedule.ts';
import { SCHEDULE } from '../text/schedule-for.ts';

export interface ScheduleOptions extends NightFlags {
  readonly print?: string;
  /** Without a word it is true. */
  readonly install?: string | true;
  readonly remove?: boolean;
  readonly output?: string;
}

export async function schedule(options: ScheduleOptions, context: Context): Promise<ExitCode> {
  const { print, install, remove } = options;
  if ([print, install, remove].filter((action) => action !== undefined).length > 1)
    throw new RunError('ARGUMENT_EXTRA', { given: remove ? '--remove' : '--install', command: 'schedule' });
  // What is to be taken away may be all that is left of a configuration.
  if (remove) return removeNight(options, context);
  const kind = kindOf('--print', print) ?? kindOf('--install', install === true ? undefined : install);
  const { log: _, ...now } = options;
  return inCommand(now, context, async ({ setup }) => {
    const night = nightOf(options, setup, context);
    if (print !== undefined && kind) await printNight(night, kind, options, setup, context);
    else if (install !== undefined) await installNight(night, kind, options, setup, context);
    else await tellNight(night, setup, context);
    return EXIT.done;
  });
}

/** @throws RunError VALUE_WRONG {option, given, expected}. */
function kindOf(option: string, word: string | undefined): Kind | undefined {
  const kind = KINDS.find((each) => each === word);
  if (word === undefined || kind) return kind;
  throw new RunError('VALUE_WRONG', { option, given: word, expected: `${option} ${KINDS.join(' | ')}` });
}

/** What is printed is for a file or a shell, so it alone goes to `out`. */
async function printNight(
  night: Night,
  kind: Kind,
  { output }: ScheduleOptions,
  { language, json, quiet }: Setup,
  context: Context,
): Promise<void> {
  const { out, err, cwd } = context;
  const say = SCHEDULE[language];
  const { text, place } = printed(night, kind, context);
  const file = output === undefined ? undefined : resolve(cwd, output);
  if (file !== undefined) {
    const bytes = kind === 'windows' ? taskBytes(text) : Buffer.from(text);
    await writeNewFile(file, async (into) => void into.write(bytes), { mode: 0o600 });
  }
  if (json)
    writeLines(out, [jsonLine({ name: night.name, kind, place, ...(file === undefined ? { text } : { file }) })]);
  // Whatever a shell makes of it on the way into a file: it would not be what is declared.
  else if (file === undefined) out.write(text.replace(' encoding="UTF-16"', ''));
  if (quiet || json) return;
  const register = kind === 'windows' ? [say.register(createTask(night.name, file ?? 'task.xml'))] : [];
  writeFitted(err, [say.wouldBe(kind, place), ...register, ...nightNotes(night, kind, say, context)]);
}

async function installNight(
  night: Night,
  wanted: Kind | undefined,
  typed: ScheduleOptions,
  { language, json, quiet, messages, place }: Setup,
  context: Context,
): Promise<void> {
  const keepers = keepersOf(context, place.folder);
  const [usual] = keepers;
  const keeper = wanted === undefined ? usual : keepers.find(({ kind }) => kind === wanted);
  if (!keeper) throw new RunError('SCHEDULE_ELSEWHERE', { kind: wanted ?? '' });
  await keeper.install(night);
  // One night that begins twice would do no harm, and nobody wants it.
  const others = await takenFrom(
    keepers.filter(({ kind }) => kind !== keeper.kind),
    night.name,
    keeper,
  );
  const { kind } = keeper;
  const { name, at, timeZone, spreadMs, program, args } = night;
  if (json) writeLines(context.out, [jsonLine({ name, installed: kind, removed: others, at, timeZone })]);
  if (json || quiet) return;
  const say = SCHEDULE[language];
  const spread = spreadMs === 0 ? undefined : messages.figures.duration(spreadMs);
  writeFitted(context.out, [
    say.installed(kind, at, timeZone, spread),
    say.runs([...program, ...args].join(' ')),
    ...(others.length > 0 ? [say.removed(others)] : []),
    ...unwritten(typed, say),
    ...nightNotes(night, kind, say, context),
  ]);
}

/** What was typed for this once, and that the next installation would not know. */
function unwritten({ at, timeZone, spread }: ScheduleOptions, say: ScheduleWords): string[] {
  const lines = Object.entries({ at: at && `"${at}"`, timeZone, spread }).flatMap(([key, value]) =>
    value ? [`${key}: ${value}`] : [],
  );
  return lines.length > 0 ? [say.unwritten(lines.join(', '))] : [];
}

async function removeNight(options: ScheduleOptions, context: Context): Promise<ExitCode> {
  const name = nightName(options, context);
  const removed = await takenFrom(keepersOf(context, context.cwd), name);
  const say = SCHEDULE[await languageLeft(options, context)];
  if (options.json) writeLines(context.out, [jsonLine({ name, removed })]);
  else if (!options.quiet) writeFitted(context.out, [removed.length > 0 ? say.removed(removed) : say.nothingToRemove]);
  return EXIT.done;
}

/** That of the configuration, as long as there is one that can be read. */
async function languageLeft({ log: _, ...options }: ScheduleOptions, context: Context): Promise<Language> {
  try {
    const { language, reporter } = await setUp(options, context);
    reporter.close();
    return language;
  } catch (error) {
    if (!(error instanceof RunError)) throw error;
    return languageOf(options.lang, context.env);
  }
}

async function tellNight(night: Night, { language, json, place }: Setup, context: Context): Promise<void> {
  const say = SCHEDULE[language];
  const found = await installedNights(night, keepersOf(context, place.folder));
  if (json) writeLines(context.out, [jsonLine({ name: night.name, installed: found })]);
  else
    writeFitted(
      context.out,
      found.length > 0 ? found.map(({ kind, state }) => say.state(kind, state)) : [say.notInstalled],
    );
}
