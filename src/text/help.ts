/**
 * The words of `--help`, apart from messages.ts so that help loads nothing else. What the page of one command shows
 * besides stands in help-pages.ts.
 */

/** Every command of the program. */
export type CommandName =
  | 'import'
  | 'resume'
  | 'retry'
  | 'confirm'
  | 'check'
  | 'status'
  | 'runs'
  | 'audit'
  | 'report'
  | 'rejects'
  | 'explain'
  | 'dismiss'
  | 'find'
  | 'purge'
  | 'backup'
  | 'restore'
  | 'rekey'
  | 'reconcile'
  | 'mappings'
  | 'template'
  | 'init'
  | 'doctor'
  | 'notify'
  | 'sandbox'
  | 'schedule'
  | 'completion';

export interface HelpTexts {
  /** Commander's own headings. */
  readonly titles: Readonly<Record<string, string>>;
  readonly program: string;
  readonly version: string;
  readonly help: string;
  readonly examples: string;
  readonly exitCodes: string;
  readonly commands: Readonly<Record<CommandName, string>>;
  readonly options: Readonly<
    Record<
      | 'config'
      | 'state'
      | 'to'
      | 'lang'
      | 'json'
      | 'quiet'
      | 'verbose'
      | 'noColor'
      | 'map'
      | 'set'
      | 'skipHidden'
      | 'fixDates'
      | 'lenientNik'
      | 'rows'
      | 'maxDuration'
      | 'until'
      | 'sort'
      | 'takeInOnly'
      | 'retryRefused'
      | 'rebind'
      | 'log'
      | 'printSchedule'
      | 'install'
      | 'remove'
      | 'at'
      | 'timeZone'
      | 'spread'
      | 'task'
      | 'output'
      | 'page'
      | 'csv'
      | 'jsonFile'
      | 'night'
      | 'repair'
      | 'corrections'
      | 'all'
      | 'sheet'
      | 'watch'
      | 'last'
      | 'olderThan'
      | 'backup'
      | 'backupPassphraseFile'
      | 'passphraseCommand'
      | 'move'
      | 'stay'
      | 'nik'
      | 'passport'
      | 'kitas'
      | 'everyone'
      | 'evenWaiting'
      | 'undo'
      | 'keyCommand'
      | 'passphraseFile'
      | 'dryRun'
      | 'reveal'
      | 'server'
      | 'allHandedOver'
      | 'lost'
      | 'canary'
      | 'port'
      | 'weather'
      | 'scale'
      | 'seed',
      string
    >
  >;
}
