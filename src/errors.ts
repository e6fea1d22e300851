/**
 * What goes wrong with a row is a value (record/problems.ts); what goes wrong with the run is one of these.
 * A `RunError` is known: it prints two lines, *what* and *try this*, in the user's language (text/), and has its exit
 * code here. Anything else that is thrown is a bug and prints a stack. Parameters never hold personal data: file names,
 * line numbers, option names and addresses only.
 */
import { EXIT, type ExitCode } from './exit-codes.ts';

/**
 * Every known way a run can stop, with its exit code. The sentences are in text/en/errors.ts and
 * text/id/errors.ts under the same name.
 */
export const RUN_ERRORS = {
  // the command line and the configuration
  USAGE: EXIT.usage,
  COMMAND_UNKNOWN: EXIT.usage,
  OPTION_UNKNOWN: EXIT.usage,
  OPTION_MISSING: EXIT.usage,
  VALUE_MISSING: EXIT.usage,
  VALUE_WRONG: EXIT.usage,
  ARGUMENT_MISSING: EXIT.usage,
  ARGUMENT_EXTRA: EXIT.usage,
  CONFIG_MISSING: EXIT.usage,
  /** A sheet was dropped on the program, and beside the program there is no configuration. */
  CONFIG_NOT_BESIDE: EXIT.usage,
  CONFIG_SYNTAX: EXIT.usage,
  CONFIG_KEY: EXIT.usage,
  CONFIG_VALUE: EXIT.usage,
  MAPPING_MISSING: EXIT.usage,
  /** A name in the mapping file that stands for two things. */
  MAPPING_TWICE: EXIT.usage,
  /** The template of the `files` target. */
  TEMPLATE_MISSING: EXIT.usage,
  TARGET_MISSING: EXIT.usage,
  TARGET_MISMATCH: EXIT.usage,
  /** `--rebind`, and the new address does not know what was accepted. */
  REBIND_UNKNOWN: EXIT.usage,
  /** Plain http to another computer, and nobody has allowed it. */
  TARGET_PLAIN: EXIT.usage,
  SECRET_UNREADABLE: EXIT.usage,
  /** A configuration, mapping, key or token that others can change, or a secret that they can read. */
  SETTINGS_UNSAFE: EXIT.usage,
  /** The sheet of `doctor --canary` has not exactly one record. */
  CANARY_ROWS: EXIT.usage,
  /** `check --server`, and this kind of server cannot be asked. */
  SERVER_NO_CHECK: EXIT.usage,
  /** `reconcile`, and this kind of server cannot be asked what it has. */
  SERVER_NO_QUESTION: EXIT.usage,
  /** `caFile` or `certFile` is not there, or holds no certificate. */
  CERTIFICATE_FILE: EXIT.usage,
  /** `keyFile`, or the private key of `auth`, is none that can be used. */
  PRIVATE_KEY: EXIT.usage,
  /** `certFile` and `keyFile` do not belong together. */
  CERTIFICATE_PAIR: EXIT.usage,
  /** Our own certificate is out of date, or not good yet. */
  CERTIFICATE_DATES: EXIT.usage,
  /** No file that describes the server stands where the configuration says. */
  DESCRIPTION_MISSING: EXIT.usage,
  /** A description by which records would be lost or doubled. */
  DESCRIPTION_UNSAFE: EXIT.usage,
  /** A proxy is named, and this Node knows of none. */
  PROXY_NODE: EXIT.usage,
  MAP_SYNTAX: EXIT.usage,
  MAP_FIELD: EXIT.usage,
  SET_SYNTAX: EXIT.usage,
  SET_FIELD: EXIT.usage,
  SET_TWICE: EXIT.usage,
  SET_VALUE: EXIT.usage,
  MAP_COLUMN: EXIT.usage,
  MAPPINGS_DAMAGED: EXIT.usage,
  MAPPINGS_UNKNOWN: EXIT.usage,
  OUTPUT_EXISTS: EXIT.usage,
  ROW_UNKNOWN: EXIT.usage,
  /** `retry FILE` of a file that was never imported. */
  FILE_UNKNOWN: EXIT.usage,
  /** The row is not refused, so it cannot be sent again. */
  ROW_NOT_REFUSED: EXIT.usage,
  /** `purge --nik -`, and whether something of the person has arrived is not known yet. */
  PERSON_IN_DOUBT: EXIT.usage,
  /** The same, and something of the person waits. */
  PERSON_WAITING: EXIT.usage,
  /** A row that needs no person cannot be dismissed. */
  ROW_NOT_WAITING: EXIT.usage,
  /** `confirm` of what is neither a batch that waits for a word nor a file. */
  CONFIRM_UNKNOWN: EXIT.usage,
  /** `confirm --lost`, and the file still lies in the folder. */
  CONFIRM_THERE: EXIT.usage,
  /** An answer without the columns that say of which record what became. */
  ANSWER_COLUMNS: EXIT.unreadable,
  /** The line waits in several sheets of the file. */
  ROW_IN_SHEETS: EXIT.usage,
  PORT_TAKEN: EXIT.usage,
  // telling (src/notify/): of a run these are warnings and change no exit code; `vax-upload notify` ends with it
  /** `vax-upload notify`, and nobody is to be told. */
  NOTIFY_NONE: EXIT.usage,
  /** No answer from whoever is to be told. */
  NOTIFY_AWAY: EXIT.usage,
  /** It answers, and does not take it. */
  NOTIFY_REFUSED: EXIT.usage,
  /** The watchman knows no check of this address. */
  NOTIFY_UNKNOWN: EXIT.usage,
  /** Plain http to another computer, and nobody has allowed it. */
  NOTIFY_PLAIN: EXIT.usage,
  /** What stands in the file of an address is none. */
  NOTIFY_ADDRESS: EXIT.usage,
  /** The command did not end well, or not in time. */
  NOTIFY_COMMAND: EXIT.usage,
  /** The mail server goes on in the open, or nobody we trust vouches for it. */
  NOTIFY_TLS: EXIT.usage,
  /** The mail server does not let us in. */
  NOTIFY_LOGIN: EXIT.usage,
  /** The report that was to go with the letter could not be made; the letter went without it. */
  NOTIFY_REPORT: EXIT.usage,
  /** The mail server does not take the letter for these addresses. */
  NOTIFY_RECIPIENT: EXIT.usage,
  /** No file was named, and the configuration has no inbox. */
  INBOX_NONE: EXIT.usage,
  /** `--sort`, and no folder is imported. */
  INBOX_SORT: EXIT.usage,
  // nights
  /** `crontab`, `systemctl` or `schtasks` is not there, or has refused. */
  SCHEDULE_TOOL: EXIT.usage,
  /** A path that cannot be written into a crontab, a unit or a task. */
  SCHEDULE_PATH: EXIT.usage,
  /** The paths make a longer line than cron takes. */
  SCHEDULE_LONG: EXIT.usage,
  /** A night of a kind that this system does not have. */
  SCHEDULE_ELSEWHERE: EXIT.usage,
  // the ledger
  LEDGER_MISSING: EXIT.usage,
  /** It is there, and this user may not open it or its key. */
  LEDGER_FORBIDDEN: EXIT.disk,
  LEDGER_NEWER: EXIT.usage,
  LEDGER_NOT_OURS: EXIT.usage,
  /** A hard link: a ledger that is written under two names is damaged. */
  LEDGER_TWO_NAMES: EXIT.usage,
  LEDGER_KEY_MISSING: EXIT.usage,
  LEDGER_KEY_WRONG: EXIT.usage,
  LEDGER_BUSY: EXIT.busy,
  /** `backup --move`: it goes on elsewhere. */
  LEDGER_MOVED: EXIT.usage,
  /** `restore`, and a ledger or another key is there. */
  LEDGER_EXISTS: EXIT.usage,
  BACKUP_PASSPHRASE: EXIT.usage,
  BACKUP_NOT_OURS: EXIT.unreadable,
  /** A backup that was cut or changed. */
  BACKUP_DAMAGED: EXIT.unreadable,
  LEDGER_DAMAGED: EXIT.disk,
  /** Rows of it are not as we have signed them: somebody else has written it. */
  LEDGER_CHANGED: EXIT.disk,
  // the ledger in PostgreSQL
  /** What `state` says is no address of a database. */
  DATABASE_ADDRESS: EXIT.usage,
  /** A parameter of its address that we cannot follow. */
  DATABASE_OPTION: EXIT.usage,
  /** A password in its address. */
  DATABASE_SECRET: EXIT.usage,
  /** A connection in the clear to another computer, and nobody has allowed it. */
  DATABASE_PLAIN: EXIT.usage,
  /** The service of `psql` that is named stands in no file. */
  DATABASE_SERVICE: EXIT.usage,
  /** It asks for a password, and there is none. */
  DATABASE_PASSWORD: EXIT.usage,
  DATABASE_MISSING: EXIT.usage,
  /** Its version or its encoding is none that a ledger can live in. */
  DATABASE_UNFIT: EXIT.usage,
  /** A pooler in between gives each transaction another connection. */
  DATABASE_POOLER: EXIT.usage,
  /** What answers there does not speak PostgreSQL. */
  DATABASE_STRANGER: EXIT.usage,
  /** A command for a ledger in a database. */
  LEDGER_IS_FILE: EXIT.usage,
  /** Its tables are not there or of an earlier version, and this role may not change that. */
  LEDGER_OLDER: EXIT.usage,
  /** A command that works on the file of a ledger. */
  LEDGER_IS_DATABASE: EXIT.usage,
  /** It does not let us in: the role, its password, or its list of who may come from where. */
  DATABASE_LOGIN: EXIT.serverRefuses,
  /** It lets us in, and not do what a ledger needs. */
  DATABASE_RIGHTS: EXIT.serverRefuses,
  /** It speaks without encryption only. */
  DATABASE_NO_TLS: EXIT.serverRefuses,
  /** Nobody we trust vouches for its certificate, or it is for another name. */
  DATABASE_UNTRUSTED: EXIT.serverRefuses,
  /** It does not take our certificate, or we show none. */
  DATABASE_CERTIFICATE: EXIT.serverRefuses,
  /** It stayed away for longer than we wait. */
  DATABASE_AWAY: EXIT.disk,
  // the province
  /** No province has its ledger in this database, or none that takes parcels. */
  PROVINCE_MISSING: EXIT.serverRefuses,
  /** It says no to a parcel. */
  PROVINCE_REFUSES: EXIT.serverRefuses,
  /** Its key is not the one that was handed on. */
  PROVINCE_KEY_WRONG: EXIT.serverRefuses,
  /** Nobody has written down the key of the province. */
  PROVINCE_KEY_NEEDED: EXIT.usage,
  /** `push` and `pull` with a target that is none. */
  PROVINCE_NOT_MEANT: EXIT.usage,
  /** `push --show-key` where the ledger is a file: no district can reach it. */
  PROVINCE_LEDGER: EXIT.usage,
  /** `confirm`, where the province answers itself. */
  CONFIRM_PROVINCE: EXIT.usage,
  // the file
  FILE_MISSING: EXIT.unreadable,
  FILE_UNREADABLE: EXIT.unreadable,
  FILE_EMPTY: EXIT.unreadable,
  FILE_IS_FOLDER: EXIT.unreadable,
  FILE_IS_LINK: EXIT.unreadable,
  FILE_NOT_REGULAR: EXIT.unreadable,
  FILE_IS_LEDGER: EXIT.unreadable,
  FILE_TYPE: EXIT.unreadable,
  FILE_ENCRYPTED: EXIT.unreadable,
  FILE_DAMAGED: EXIT.unreadable,
  /** Most of its lines are in an encoding that cannot be told. */
  FILE_ENCODING: EXIT.unreadable,
  FILE_TOO_LARGE: EXIT.unreadable,
  /** Reading it took more of a processor than a file of its size deserves. */
  FILE_TOO_SLOW: EXIT.unreadable,
  FILE_CHANGED: EXIT.unreadable,
  HEADER_NONE: EXIT.unreadable,
  HEADER_AMBIG: EXIT.unreadable,
  /** A column that the rows depend on has a heading that only resembles one. */
  HEADER_UNSURE: EXIT.unreadable,
  /** A column that the rows depend on holds two things at once. */
  HEADER_SEVERAL: EXIT.unreadable,
  NIK_COL_ZERO: EXIT.unreadable,
  NIK_COL_KK: EXIT.unreadable,
  /** The NIKs of a column belong to other rows. */
  NIK_COL_DOB: EXIT.unreadable,
  /** The ages of a column belong to other rows, or come of a wrong formula. */
  AGE_COL: EXIT.unreadable,
  /** A column of NIKs that nobody reads. */
  NIK_COL_UNREAD: EXIT.unreadable,
  /** The words of the column of the sex mean the other one. */
  SEX_COL: EXIT.unreadable,
  GIVEN_COL: EXIT.unreadable,
  DATE_COL_SWAPPED: EXIT.unreadable,
  DOB_COL_SWAPPED: EXIT.unreadable,
  /** The texts of a column of dates prove another order of day and month. */
  DATE_COL_ORDER: EXIT.unreadable,
  /** A program wrote the days of a column as instants, of which each may be the day before. */
  DATE_COL_UTC: EXIT.unreadable,
  SHEET_TABLES: EXIT.unreadable,
  /** Two lists of people side by side. */
  SHEET_BESIDE: EXIT.unreadable,
  SHEET_UNREAD: EXIT.unreadable,
  /** Everybody in it stands below a title, or in a sheet, that says that the dose was not given. */
  SHEET_NOT_GIVEN: EXIT.unreadable,
  /** A list of registrations: the only dates are wishes and plans. */
  SHEET_WISHES: EXIT.unreadable,
  SET_DISPUTED: EXIT.unreadable,
  /** Its reading was cut short; its rows are not sent before it was read to the end. */
  FILE_UNFINISHED: EXIT.needsPerson,
  // the server
  SERVER_AWAY: EXIT.serverAway,
  COMPARISON_AWAY: EXIT.serverAway,
  COMPARISON_WINDOW: EXIT.windowEnded,
  SERVER_UNAUTHORISED: EXIT.serverRefuses,
  SERVER_MISCONFIGURED: EXIT.serverRefuses,
  /** It lets us in and lets us write nothing: permissions that every record needs. */
  SERVER_RIGHTS: EXIT.serverRefuses,
  /** It has been seen to store a record twice that was sent twice in the form that is configured. */
  SERVER_DOUBLES: EXIT.serverRefuses,
  /** The configuration names what the server has not (a program, an attribute, an option). */
  METADATA_MISSING: EXIT.serverRefuses,
  /** The server demands a value that the configuration maps to no field. */
  METADATA_UNMAPPED: EXIT.serverRefuses,
  /** A setting of ours that the registry refuses every record for, or that it needs. */
  SERVER_SETTING: EXIT.serverRefuses,
  /** Nobody we trust vouches for its certificate. */
  SERVER_UNTRUSTED: EXIT.serverRefuses,
  /** It does not take the certificate that we show, or we show none. */
  CERTIFICATE_REFUSED: EXIT.serverRefuses,
  /** The server that gives out tokens does not answer, and never did. */
  TOKEN_AWAY: EXIT.serverRefuses,
  /** The server that gives out tokens does not know us. */
  TOKEN_REFUSED: EXIT.serverRefuses,
  /** The server refuses our signature, and its clock shows another time than ours. */
  SIGNATURE_CLOCK: EXIT.serverRefuses,
  // the disk
  DISK_FULL: EXIT.disk,
  DISK_FAILED: EXIT.disk,
  DISK_READ_ONLY: EXIT.disk,
  /** It cannot lock files, or not force what was written to the disk: some network and cloud folders. */
  DISK_NO_LOCK: EXIT.disk,
  /** The folder of the `files` target. */
  FOLDER_MISSING: EXIT.disk,
  /** Another file has the name of one that is to be written there. */
  FILE_DIFFERS: EXIT.disk,
  FILES_OPEN: EXIT.disk,
  /** The folder of the inbox is not there, or may not be looked into. */
  INBOX_AWAY: EXIT.disk,
  /** A file of the inbox could not be moved. */
  INBOX_STUCK: EXIT.disk,
  /** What was printed could not be written; the work itself is done. */
  OUTPUT_LOST: EXIT.disk,
  // us
  INVARIANT: EXIT.bug,
} as const satisfies Record<string, ExitCode>;
export type RunErrorCode = keyof typeof RUN_ERRORS;

export type ErrorParams = Readonly<Record<string, string | number>>;

/** A known way for a run to stop. */
export class RunError extends Error {
  override readonly name = 'RunError';
  readonly code: RunErrorCode;
  readonly params: ErrorParams;

  constructor(code: RunErrorCode, params: ErrorParams = {}, options?: { cause?: unknown }) {
    super(code, options);
    this.code = code;
    this.params = params;
  }

  get exitCode(): ExitCode {
    return RUN_ERRORS[this.code];
  }
}

/** The code of a system error (ENOENT, ENOSPC …), or undefined. */
export function systemCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
