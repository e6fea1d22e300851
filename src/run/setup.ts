/** What every command begins with: the configuration, the language, the reporter. */
import { resolve } from 'node:path';
import { type LoadedConfig, loadConfig } from '../config/load.ts';
import { readOwnFile } from '../disk/own-file.ts';
import { sweepWorkFiles } from '../disk/work-files.ts';
import type { Reporter } from '../events.ts';
import type { StatePlace } from '../ledger/state-place.ts';
import { textLog } from '../logs/text-log.ts';
import { oneLine } from '../printable.ts';
import type { Constants } from '../record/header/constants.ts';
import type { Meanings } from '../record/header/form.ts';
import { chooseMode, createReporter } from '../report/create.ts';
import { mayColour, writeLines } from '../report/output.ts';
import { type Language, languageOf } from '../text/language.ts';
import type { Messages } from '../text/messages.ts';
import { messagesFor } from '../text/messages-for.ts';
import { placeOfState } from './compose-place.ts';
import type { CommonOptions, Context, DeliveryFlags, NightTimes, ReadingFlags, WindowFlags } from './context.ts';
import { parseMap } from './map-flag.ts';
import { parseSet } from './set-flag.ts';

export interface Setup {
  readonly config: LoadedConfig;
  /** Where the ledger is. */
  readonly place: StatePlace;
  readonly language: Language;
  readonly messages: Messages;
  /** Of the times that are shown (IANA name); undefined: that of this computer. */
  readonly timeZone: string | undefined;
  readonly reporter: Reporter;
  /** Heading → what it means, from `--map`. */
  readonly columns: Meanings;
  /** Field → value, from `--set`, as it was typed. */
  readonly constants: Constants;
  /** Nothing but errors is wanted. */
  readonly quiet: boolean;
  /** Results are for a script. */
  readonly json: boolean;
}

/** Every flag that the set-up looks at. */
export type Flags = CommonOptions &
  Partial<ReadingFlags & WindowFlags & Pick<DeliveryFlags, 'log'> & NightTimes> & {
    readonly sort?: boolean;
    /** Durations that a command sets by itself; no flag does. */
    readonly patience?: string;
    readonly startJitter?: string;
  };

/**
 * Throws the RunErrors of the configuration, of `--map` and of `--set`. The reporter is the caller's to close.
 * `readFile`: where the text of the configuration comes from instead of the file itself.
 */
export async function setUp(
  options: Flags,
  context: Context,
  readFile = async (path: string): Promise<string> => (await readOwnFile(path, 'settings', context.uid)).toString(),
): Promise<Setup> {
  const columns = parseMap(options.map ?? []);
  const constants = parseSet(options.set ?? []);
  const config = await loadConfig({
    cwd: context.cwd,
    programFolder: context.programFolder,
    configPath: options.config,
    env: context.env,
    flags: {
      state: options.state,
      to: options.to,
      'inbox.sort': options.sort,
      'reading.skipHidden': options.skipHidden,
      'reading.fixDates': options.fixDates,
      'reading.lenientNik': options.lenientNik,
      'delivery.window.maxDuration': options.maxDuration,
      'delivery.window.until': options.until,
      'delivery.patience': options.patience,
      'delivery.startJitter': options.startJitter,
      'schedule.at': options.at,
      'schedule.timeZone': options.timeZone,
      'schedule.spread': options.spread,
    },
    readFile,
  });
  const place = placeOfState(config.options.state, context);
  sweepWorkFiles(place, context.worker, context.clock.now());
  const timeZone = shownZone(config, context.env);
  const language = languageOf(options.lang, context.env, config.options.language);
  const messages = messagesFor(language);
  const { env } = context;
  const { out, err } = options.log === undefined ? context : intoLog(options.log, context, messages);
  const json = options.json ?? isSet(env['VAX_UPLOAD_JSON']);
  const quiet = options.quiet ?? isSet(env['VAX_UPLOAD_QUIET']);
  const wishes = { noColor: options.color === false, NO_COLOR: env['NO_COLOR'], TERM: env['TERM'] };
  const reporter = await createReporter({
    mode: chooseMode({ json, quiet, errIsTTY: err.isTTY, TERM: env['TERM'] }),
    out,
    err,
    messages,
    now: () => context.clock.now(),
    timeZone,
    colour: { out: mayColour(out, wishes), err: mayColour(err, wishes) },
    rows: options.rows,
    verbose: options.verbose ?? isSet(env['VAX_UPLOAD_VERBOSE']),
  });
  return { config, place, language, messages, timeZone, reporter, columns, constants, json, quiet };
}

/**
 * The zone of the times that people are shown: `TZ`, as everywhere; else the one of the configuration, so that a
 * computer whose clock runs in UTC tells a night as the crontab, the report and the people there do; else its own.
 */
function shownZone(config: LoadedConfig, env: Context['env']): string | undefined {
  const configured = config.origin('reading.timeZone').layer !== 'default';
  return env['TZ'] || (configured ? config.options.reading.timeZone : undefined);
}

/** `--log`: everything goes into one file, and nothing to the streams. */
function intoLog(file: string, { cwd, err }: Context, messages: Messages): Pick<Context, 'out' | 'err'> {
  const path = resolve(cwd, file);
  const lost = (code: string): void => writeLines(err, [messages.logs.printedInstead(oneLine(path), code)]);
  const log = textLog(path, lost, err);
  return { out: log, err: log };
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '' && value !== '0' && value !== 'false';
}
