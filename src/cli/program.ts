/**
 * Every command and every flag, in one place. A command's code is loaded only when it runs (exceljs alone takes most of
 * a second). Flags carry no defaults: those stand once, in config/schema.ts, and a default here would override the
 * configuration file.
 */
import { Command, InvalidArgumentError } from 'commander';
import type { ReportOptions } from '../commands/report.ts';
import type { ExitCode } from '../exit-codes.ts';
import type { CommonOptions, Context } from '../run/context.ts';
import type { CommandName, HelpTexts } from '../text/help.ts';
import { HELP } from '../text/help-for.ts';
import { LANGUAGES, type Language } from '../text/language.ts';
import { VERSION } from '../version.ts';
import { helpFormat } from './help-format.ts';
import type { Teacher } from './help-page.ts';
import { initOptions } from './init-options.ts';

/** What cli.ts does with a command: runs it and keeps its exit code. */
export type Runner = (run: (context: Context) => Promise<ExitCode>) => Promise<void>;

/**
 * `write` prints help; what is wrong with a command line is thrown (CommanderError) and told elsewhere. `teach`
 * adds examples and exit codes, where the help of one command is asked for (`wantsPage`).
 */
export function buildProgram(run: Runner, write: (text: string) => void, language: Language, teach?: Teacher): Command {
  const say = HELP[language];
  const program = new Command('vax-upload')
    .description(say.program)
    .version(VERSION, '-V, --version', say.version)
    .helpOption('-h, --help', say.help)
    .helpCommand(false)
    .showSuggestionAfterError(true)
    .exitOverride()
    .configureOutput({ writeOut: write, writeErr: () => undefined, outputError: () => undefined })
    .configureHelp(helpFormat(language))
    .addHelpText('before', `${say.examples}\n`)
    .addHelpText('after', `\n${say.exitCodes}`);

  const command = (name: CommandName, usage: string): Command => {
    const made = program.command(`${name}${usage}`).description(say.commands[name]);
    teach?.(made, name);
    return made;
  };

  delivering(reading(command('import', ' [file...]'), say), say)
    .option('--sort', say.options.sort)
    .option('--take-in-only', say.options.takeInOnly)
    .option('--retry-refused', say.options.retryRefused)
    .option('--dry-run', say.options.dryRun)
    .option('--reveal', say.options.reveal)
    .action((files: string[], options: CommonOptions) =>
      run(async (context) => (await import('../commands/import.ts')).importFiles(files, options, context)),
    );
  delivering(command('resume', ''), say)
    .option('--stay', say.options.stayOn)
    .action((options: CommonOptions) =>
      run(async (context) => (await import('../commands/resume.ts')).resume(options, context)),
    );
  delivering(command('retry', ' [file] [line]'), say).action(
    (file: string | undefined, line: string | undefined, options: CommonOptions) =>
      run(async (context) => (await import('../commands/retry.ts')).retry(file, line, options, context)),
  );
  command('confirm', ' [file...]')
    .option('--all', say.options.allHandedOver)
    .option('--lost', say.options.lost)
    .action((files: string[], options: CommonOptions) =>
      run(async (context) => (await import('../commands/confirm.ts')).confirm(files, options, context)),
    );
  delivering(command('push', ''), say)
    .option('--show-key', say.options.showKey)
    .action((options: CommonOptions) =>
      run(async (context) => (await import('../commands/push.ts')).push(options, context)),
    );
  command('pull', '').action((options: CommonOptions) =>
    run(async (context) => (await import('../commands/pull.ts')).pull(options, context)),
  );
  reading(command('check', ' <file...>'), say)
    .option('-o, --output <file>', say.options.corrections)
    .option('--all', say.options.all)
    .option('--server', say.options.server)
    .action((files: string[], options: CommonOptions) =>
      run(async (context) => (await import('../commands/check.ts')).check(files, options, context)),
    );
  command('status', '')
    .option('--watch', say.options.watch)
    .action((options: CommonOptions) =>
      run(async (context) => (await import('../commands/status.ts')).status(options, context)),
    );
  command('runs', '')
    .option('--last <number>', say.options.last)
    .action((options: CommonOptions) =>
      run(async (context) => (await import('../commands/runs.ts')).runs(options, context)),
    );
  command('audit', '').action((options: CommonOptions) =>
    run(async (context) => (await import('../commands/audit.ts')).audit(options, context)),
  );
  command('report', '')
    .option('-o, --output <file>', say.options.page)
    .option('--csv <file>', say.options.csv)
    .option('--json [file]', say.options.jsonFile)
    .option('--night <date>', say.options.night)
    .action((options: ReportOptions) =>
      run(async (context) => (await import('../commands/report.ts')).report(options, context)),
    );
  command('rejects', '')
    .requiredOption('-o, --output <file>', say.options.corrections)
    .option('--all', say.options.all)
    .action((options: CommonOptions & { output: string }) =>
      run(async (context) => (await import('../commands/rejects.ts')).rejects(options, context)),
    );
  command('explain', ' <file> <line>').action((file: string, line: string, options: CommonOptions) =>
    run(async (context) => (await import('../commands/explain.ts')).explain(file, line, options, context)),
  );
  command('dismiss', ' <file> <line>')
    .option('--sheet <name>', say.options.sheet)
    .action((file: string, line: string, options: CommonOptions) =>
      run(async (context) => (await import('../commands/dismiss.ts')).dismiss(file, line, options, context)),
    );
  const ofPerson = (which: Command): Command =>
    which
      .option('--nik <->', say.options.nik)
      .option('--passport <->', say.options.passport)
      .option('--kitas <->', say.options.kitas);
  ofPerson(command('find', ''))
    .option('--everyone', say.options.everyone)
    .option('-o, --output <file>', say.options.output)
    .action((options: CommonOptions) =>
      run(async (context) => (await import('../commands/find.ts')).find(options, context)),
    );
  ofPerson(command('purge', ''))
    .option('--older-than <days>', say.options.olderThan)
    .option('--even-waiting', say.options.evenWaiting)
    .option('--undo', say.options.undo)
    .action((options: CommonOptions) =>
      run(async (context) => (await import('../commands/purge.ts')).purge(options, context)),
    );
  const withPassphrase = (which: Command): Command =>
    which
      .option('--passphrase-file <file>', say.options.backupPassphraseFile)
      .option('--passphrase-command <command>', say.options.passphraseCommand);
  withPassphrase(command('backup', ''))
    .option('-o, --output <file>', say.options.backup)
    .option('--move', say.options.move)
    .option('--stay', say.options.stay)
    .action((options: CommonOptions) =>
      run(async (context) => (await import('../commands/backup.ts')).backup(options, context)),
    );
  withPassphrase(command('restore', ' <file>')).action((file: string, options: CommonOptions) =>
    run(async (context) => (await import('../commands/restore.ts')).restore(file, options, context)),
  );
  command('rekey', '')
    .option('--key-command <command>', say.options.keyCommand)
    .option('--passphrase-file <file>', say.options.passphraseFile)
    .action((options: CommonOptions) =>
      run(async (context) => (await import('../commands/rekey.ts')).rekey(options, context)),
    );
  window(reading(command('reconcile', ' <file...>'), say), say)
    .option('-o, --output <file>', say.options.output)
    .option('--repair', say.options.repair)
    .action((files: string[], options: CommonOptions) =>
      run(async (context) => (await import('../commands/reconcile.ts')).reconcile(files, options, context)),
    );
  command('template', '')
    .requiredOption('-o, --output <file>', say.options.output)
    .action((options: CommonOptions & { output: string }) =>
      run(async (context) => (await import('../commands/template.ts')).template(options, context)),
    );
  command('mappings', ' [forget] [number]').action(
    (action: string | undefined, which: string | undefined, options: CommonOptions) =>
      run(async (context) => (await import('../commands/mappings.ts')).mappings(action, which, options, context)),
  );
  initOptions(command('init', ''), say).action((options: CommonOptions) =>
    run(async (context) => (await import('../commands/init.ts')).init(options, context)),
  );
  reading(command('doctor', ''), say)
    .option('--canary <file>', say.options.canary)
    .action((options: CommonOptions) =>
      run(async (context) => (await import('../commands/doctor.ts')).doctor(options, context)),
    );
  command('notify', '').action((options: CommonOptions) =>
    run(async (context) => (await import('../commands/notify.ts')).notify(options, context)),
  );
  command('sandbox', '')
    .option('--port <number>', say.options.port)
    .option('--weather <preset>', say.options.weather)
    .option('--scale <times>', say.options.scale)
    .option('--seed <number>', say.options.seed)
    .action((options: CommonOptions) =>
      run(async (context) => (await import('../commands/sandbox.ts')).sandbox(options, context)),
    );
  window(command('schedule', ''), say)
    .option('--print <cron|systemd|windows>', say.options.printSchedule)
    .option('--install [cron|systemd|windows]', say.options.install)
    .option('--remove', say.options.remove)
    .option('--at <hh:mm>', say.options.at)
    .option('--time-zone <name>', say.options.timeZone)
    .option('--spread <time>', say.options.spread)
    .option('--log <file>', say.options.log)
    .option('-o, --output <file>', say.options.task)
    .action((options: CommonOptions) =>
      run(async (context) => (await import('../commands/schedule.ts')).schedule(options, context)),
    );
  command('schema', '')
    .option('--grants', say.options.grants)
    .action((options: CommonOptions) =>
      run(async (context) => (await import('../commands/schema.ts')).schema(options, context)),
    );
  command('completion', ' <shell>').action((shell: string) =>
    run(async (context) => {
      const { grammarOf } = await import('./grammar.ts');
      return (await import('../commands/completion.ts')).completion(shell, grammarOf(program), context);
    }),
  );
  // Help lists options in this order, and what a command has of its own is what one looks for.
  for (const each of program.commands) common(each, say);
  return program;
}

/** Whether a command line asks for the help of one command. */
export function wantsPage([command = '', ...rest]: readonly string[]): boolean {
  return !command.startsWith('-') && rest.some((word) => word === '-h' || word === '--help');
}

function common(command: Command, { options, help }: HelpTexts): void {
  command
    .helpOption('-h, --help', help)
    .option('--config <file>', options.config)
    .option('--state <file>', options.state)
    .option('--to <name-or-url>', options.to)
    .option('--lang <id|en>', options.lang, language);
  // One that writes figures to a file has its own.
  if (!command.options.some(({ long }) => long === '--json')) command.option('--json', options.json);
  command
    .option('-q, --quiet', options.quiet)
    .option('-v, --verbose', options.verbose)
    .option('--no-color', options.noColor);
}

function reading(command: Command, { options }: HelpTexts): Command {
  return command
    .option('--map <heading=field>', options.map, (value: string, before: string[] = []) => [...before, value])
    .option('--set <field=value>', options.set, (value: string, before: string[] = []) => [...before, value])
    .option('--skip-hidden', options.skipHidden)
    .option('--fix-dates', options.fixDates)
    .option('--lenient-nik', options.lenientNik)
    .option('--rows', options.rows);
}

function delivering(command: Command, say: HelpTexts): Command {
  return window(command, say).option('--rebind', say.options.rebind).option('--log <file>', say.options.log);
}

function window(command: Command, { options }: HelpTexts): Command {
  return command.option('--max-duration <time>', options.maxDuration).option('--until <hh:mm>', options.until);
}

function language(word: string): Language {
  const known = LANGUAGES.find((each) => each === word);
  if (!known) throw new InvalidArgumentError('');
  return known;
}
