/**
 * `init`: sets vax-upload up. At a terminal it asks, tries what was answered and writes it down; with `--yes` flags
 * answer. Without either it writes a vax-upload.yaml that explains every option and changes none. Beside it stands a
 * mapping file to begin with.
 */
import { accessSync, constants, existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { DEFAULT_CONFIG_FILE } from '../config/file-name.ts';
import { optionTree } from '../config/option-tree.ts';
import { configSchema } from '../config/schema.ts';
import { diskError } from '../disk/disk-error.ts';
import { RunError } from '../errors.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { jsonLine } from '../printable.ts';
import { faultLines, standingOf } from '../report/examination.ts';
import { writeFitted, writeLines } from '../report/output.ts';
import { configFile } from '../run/config-file.ts';
import type { CommonOptions, Context } from '../run/context.ts';
import { askAll, type Settled } from '../run/init/asked.ts';
import { besideConfig, drafted, type Place, secretFile } from '../run/init/drafted.ts';
import { assertRight, completed } from '../run/init/scripted.ts';
import { tryServer } from '../run/init/try-server.ts';
import { type NewFile, writeAll } from '../run/init/write-files.ts';
import { mappingTemplate } from '../run/mapping-template.ts';
import type { Answers } from '../setup/questions.ts';
import type { SecretPlace } from '../setup/settings.ts';
import { initWords } from '../text/init-for.ts';
import { type Language, languageOf } from '../text/language.ts';
import { MAPPING_FILE } from '../text/mapping-for.ts';
import { messagesFor } from '../text/messages-for.ts';
import { CONFIG_FILE } from '../text/options-for.ts';

const MAPPING = 'mapping.yaml';

/** An answer each; a secret never stands in a flag itself. */
export interface InitOptions extends CommonOptions {
  /** Ask nothing. */
  readonly yes?: boolean;
  readonly type?: string;
  readonly url?: string;
  readonly allowHttp?: boolean;
  readonly description?: string;
  readonly folder?: string;
  readonly format?: string;
  readonly auth?: string;
  readonly username?: string;
  readonly tokenUrl?: string;
  readonly clientId?: string;
  /** A file that has it; `-`: it comes on standard input, and goes into a file of its own. */
  readonly secretFile?: string;
  readonly secretCommand?: string;
  readonly facility?: string;
  readonly location?: string;
  readonly practitioner?: string;
  readonly program?: string;
  readonly nikAttribute?: string;
  readonly nameAttribute?: string;
  readonly vaccineElement?: string;
  readonly doseElement?: string;
  readonly timeZone?: string;
  /** `--no-test` makes it false: the server is not asked. */
  readonly test?: boolean;
}

/**
 * @throws RunError OUTPUT_EXISTS {file} rather than write over what somebody has set, OPTION_MISSING and VALUE_WRONG of
 * flags, and the errors of the disk. A mapping file that is there is kept.
 */
export async function init(options: InitOptions, context: Context): Promise<ExitCode> {
  const { cwd, env, err } = context;
  const file = options.config ?? (env['VAX_UPLOAD_CONFIG'] || DEFAULT_CONFIG_FILE);
  const place: Place = { path: resolve(cwd, file), file, cwd, home: env['HOME'] };
  assertFree(place);
  const language = languageOf(options.lang, env);
  const answers = answersOf(options);
  assertRight(answers);
  const isAsked = context.ask !== undefined && !options.yes && !options.json && !options.quiet;
  if (isAsked) {
    const given = { answers, secret: secretOf(options, place), language, isTried: options.test !== false };
    const settled = await askAll(given, place, context);
    if (settled) return write(settled, place, context, false);
    const said = initWords(answers.language ?? language);
    writeFitted(err, ['', said.nothingWritten]);
    return context.stop.signal() === 'SIGTERM' ? EXIT.terminated : EXIT.interrupted;
  }
  if (Object.keys(answers).every((id) => id === 'language'))
    return write({ answers, text: untouched(language) }, place, context, options.json === true);
  return withoutQuestions(answers, options, language, place, context);
}

/** Before anybody has answered anything. */
function assertFree({ path, file }: Place): void {
  if (existsSync(path)) throw new RunError('OUTPUT_EXISTS', { file });
  try {
    if (existsSync(dirname(path))) accessSync(dirname(path), constants.W_OK);
  } catch (error) {
    throw diskError(error, path);
  }
}

function answersOf(options: InitOptions): Answers {
  const kind = options.type ?? (options.url === undefined ? undefined : 'json');
  const given = {
    language: options.lang,
    kind,
    url: options.url,
    allowHttp: options.allowHttp ? 'yes' : undefined,
    description: options.description,
    folder: options.folder,
    format: options.format,
    auth: options.auth,
    username: options.username,
    tokenUrl: options.tokenUrl,
    clientId: options.clientId,
    organization: kind === 'satusehat' ? options.facility : undefined,
    orgUnit: kind === 'dhis2' ? options.facility : undefined,
    location: options.location,
    practitioner: options.practitioner,
    program: options.program,
    nikAttribute: options.nikAttribute,
    nameAttribute: options.nameAttribute,
    vaccineElement: options.vaccineElement,
    doseElement: options.doseElement,
    timeZone: options.timeZone,
  };
  return Object.fromEntries(Object.entries(given).filter(([, answer]) => answer !== undefined)) as Answers;
}

function secretOf({ secretFile: file, secretCommand: command }: InitOptions, place: Place): SecretPlace | undefined {
  if (command !== undefined) return { kind: 'command', command };
  return file === undefined || file === STDIN ? undefined : { kind: 'file', path: besideConfig(file, place) };
}

const STDIN = '-';

function untouched(language: Language): string {
  return configFile(optionTree(configSchema), CONFIG_FILE[language]);
}

async function withoutQuestions(
  given: Answers,
  options: InitOptions,
  language: Language,
  place: Place,
  context: Context,
): Promise<ExitCode> {
  const piped = options.secretFile === STDIN ? (await context.askHidden(''))?.trim() : undefined;
  const file = secretFile(given, place);
  const isTyped = piped !== undefined && piped !== '' && file !== undefined;
  const typed: SecretPlace | undefined = isTyped ? { kind: 'typed', path: besideConfig(file, place) } : undefined;
  const secret = secretOf(options, place) ?? typed;
  const answers = completed(given, secret);
  const { text, config } = await drafted(answers, secret, language, place);
  const settled: Settled = { answers, text, ...(isTyped ? { typed: { path: file, secret: piped } } : {}) };
  if (options.test !== false) {
    const tried = await tryServer(config, isTyped ? piped : undefined, context);
    const standing = standingOf(tried);
    if (standing !== 'well') writeFitted(context.err, faultLines(tried, messagesFor(language)));
    // A server that is away says nothing against the answers, and at night nobody could type them again.
    if (standing === 'ill') {
      writeFitted(context.err, [initWords(language).nothingWritten]);
      return EXIT.usage;
    }
  }
  return write(settled, place, context, options.json === true);
}

async function write(
  { answers, text, typed }: Settled,
  place: Place,
  context: Context,
  isJson: boolean,
): Promise<ExitCode> {
  const { path } = place;
  const language = languageOf(answers.language, context.env);
  const mapping = resolve(dirname(path), MAPPING);
  const files: readonly NewFile[] = [
    ...(typed ? [{ path: typed.path, text: `${typed.secret}\n` }] : []),
    { path: mapping, text: mappingTemplate(MAPPING_FILE[language]), isKept: true },
    { path, text },
  ];
  await writeAll(files, (each) => (each === path ? place.file : each));
  const words = initWords(language);
  if (isJson) writeLines(context.out, [jsonLine({ path, mapping, ...(typed ? { secret: typed.path } : {}) })]);
  else if (answers.kind === undefined) writeFitted(context.out, CONFIG_FILE[language].next(path, MAPPING));
  else
    writeFitted(context.out, [
      '',
      words.written(path),
      ...(typed ? [words.secretWritten(typed.path)] : []),
      ...words.next(answers.kind),
    ]);
  return EXIT.done;
}
