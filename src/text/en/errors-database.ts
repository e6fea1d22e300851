/** What went wrong on the way to a ledger in PostgreSQL, and what to try, in English. */
import type { ErrorParams } from '../../errors.ts';
import type { ErrorTexts } from '../messages.ts';
import { named, said } from '../parameters.ts';

const EXAMPLE = 'postgresql://role@db.example.org/database';

/** Why a database is away. */
export const CAUSES: Readonly<Record<string, string>> = {
  refused: 'nothing takes connections there',
  name: 'its name cannot be found',
  timeout: 'it does not answer',
  reset: 'it hangs up',
  tls: 'no secure connection comes about',
  shutdown: 'it is being shut down, or starts up',
  crowded: 'it takes no more connections',
  full: 'its disk is full',
  memory: 'it has run out of memory or of another resource',
  disk: 'its disk fails',
  'read-only': 'it can only be read (a standby, or a disk that is guarded)',
  slow: 'it takes too long over it, or somebody keeps a lock',
  conflict: 'others keep changing the same rows',
};

const CURES: Readonly<Record<string, string>> = {
  refused: 'See whether the server runs and listens there, and whether host and port are right',
  name: 'Look the host up in `state` for a typing mistake, and see whether this computer finds names at all',
  crowded: 'Run fewer workers, or have `max_connections` raised or a pooler put in front',
  full: 'Have room made on the disk of the database',
  'read-only': 'Name the server that can be written, or all of them: postgresql://one,two/database',
};

const BACK_UP =
  'Back it up as any database, `pg_dump --format=custom --schema=vax_upload`, and keep the key (`privacy.keyFile`) in another safe place; docs/many-machines.md says how.';
/** What is done with a database in place of a command on files. */
const ON_FILES: Readonly<Record<string, string>> = {
  restore:
    'Put it back as any database, `pg_restore --dbname=DATABASE FILE`, or name a file with `--state FILE` to restore the backup of a ledger in a file.',
  rekey:
    'Every computer of this ledger has the same key: keep it where only they read it (`privacy.keyCommand`); docs/many-machines.md says what to do when it is known to others.',
};

/** What is the matter with a certificate, where its code says more than that nobody vouches for it. */
function distrust(code: string): string {
  if (/ALTNAME|HOSTNAME/.test(code)) return 'is for another name than the one in `state`';
  if (code === 'CERT_HAS_EXPIRED') return 'is out of date';
  if (code === 'CERT_NOT_YET_VALID') return 'is not valid yet (is the clock of this computer right?)';
  return 'is signed by nobody whom this computer trusts';
}

/** The option that names it. */
const key = (p: ErrorParams): string => String(p['key'] ?? 'state');
const database = (p: ErrorParams): string => named(p, ['path'], 'The database');

export const databaseErrorsEn = {
  DATABASE_ADDRESS: (p) => ({
    what: `\`${key(p)}\` is no address of a database that can be used${said(p, ['parameter'], (v) => ` (${v})`)}.`,
    tryThis: `Write it like this: ${EXAMPLE}; signs such as @ : / ? # within a name as %40 %3A %2F %3F %23.`,
  }),
  DATABASE_OPTION: (p) => ({
    what: `The address of the database demands ${named(p, ['option'], 'something')}, which vax-upload cannot see to.`,
    tryThis:
      'Take it out of `state`, of the service or of the PG… variables; docs/many-machines.md names what can stand there.',
  }),
  DATABASE_SECRET: (p) => ({
    what: `There is a password in \`${key(p)}\`, where everybody who lists the programs of this computer can read it.`,
    tryThis: `Take it out, and write it into ~/.pgpass, into a file that \`passwordFile:\` below \`${key(p)}:\` names, or into PGPASSWORD. Change it, if others use this computer.`,
  }),
  DATABASE_PLAIN: (p) => ({
    what: `The connection to ${named(p, ['host'], 'the database')} would not be certain to be encrypted${said(p, ['mode'], (v) => ` (sslmode=${v})`)}, and it is another computer.`,
    tryThis: `Leave \`sslmode\` out: then it is encrypted, and the server proves who it is. Only where the line itself is safe (a VPN, a cable of your own), write \`allowPlain: true\` below \`${key(p)}:\` in vax-upload.yaml.`,
  }),
  DATABASE_SERVICE: (p) => ({
    what: `There is no service ${named(p, ['service'], 'of that name')} in the file of PostgreSQL's services.`,
    tryThis:
      'Correct `service=` or PGSERVICE, or write the section into ~/.pg_service.conf; `psql service=NAME` tries it.',
  }),
  DATABASE_PASSWORD: (p) => ({
    what: `${database(p)} asks for the password of ${named(p, ['user'], 'the role')}, and there is none.`,
    tryThis:
      'Write it into ~/.pgpass (chmod 600), into a file that `passwordFile:` below `state:` names, or into PGPASSWORD. It is never asked for, so that nights need nobody.',
  }),
  DATABASE_MISSING: (p) => ({
    what: `There is no database ${named(p, ['database'], 'of that name')} on the server of ${named(p, ['path'], '`state`')}.`,
    tryThis: `Have it made, \`createdb --encoding=UTF8 ${named(p, ['database'], 'NAME')}\`, or correct the last part of \`state\`.`,
  }),
  DATABASE_UNFIT: (p) => ({
    what: `A ledger cannot live in ${named(p, ['path'], 'this database')}${said(p, ['have'], (v) => `: ${v}, and it takes ${named(p, ['want'], 'another')}`)}.`,
    tryThis:
      'Use a PostgreSQL of version 13 or newer, and a database with the encoding UTF8 (`createdb --encoding=UTF8`).',
  }),
  DATABASE_POOLER: (p) => ({
    what: `Something between here and ${named(p, ['path'], 'the database')} gives each transaction another connection, and a ledger needs one of its own.`,
    tryThis: 'Set pgbouncer to `pool_mode = session` for this database, or name the server itself in `state`.',
  }),
  DATABASE_STRANGER: (p) => ({
    what: `What answers at ${named(p, ['path'], 'the address of the database')} does not speak as PostgreSQL does.`,
    tryThis:
      'Correct host and port in `state` (PostgreSQL listens on 5432, as a rule); `psql` with the same address tries it.',
  }),
  LEDGER_IS_FILE: (p) => ({
    what: `\`${named(p, ['command'], 'schema')}\` is for a ledger in PostgreSQL, and ${named(p, ['path'], 'this one')} is a file.`,
    tryThis: `Write the address of the database into vax-upload.yaml, or behind \`--state\`: ${EXAMPLE}.`,
  }),
  LEDGER_OLDER: (p) => ({
    what:
      p['have'] === 0
        ? `There is no ledger in ${named(p, ['path'], 'the database')} yet, and ${named(p, ['user'], 'this role')} may not make its tables.`
        : `The tables of ${named(p, ['path'], 'the ledger')} are of an earlier version of vax-upload, and ${named(p, ['user'], 'this role')} may not change them.`,
    tryThis:
      'As the owner of the database: `vax-upload schema`, and then the script of `vax-upload schema --grants`; nothing was changed.',
  }),
  LEDGER_IS_DATABASE: (p) => ({
    what: `${said(p, ['command'], (v) => `\`${v}\``) || 'This command'} works on a ledger in a file, and ${named(p, ['path'], 'this one')} is in a database.`,
    tryThis: ON_FILES[String(p['command'])] ?? BACK_UP,
  }),
  DATABASE_LOGIN: (p) => ({
    what: `${database(p)} does not let ${named(p, ['user'], 'the role')} in${said(p, ['code'], (v) => ` (${v})`)}. Nothing was changed.`,
    tryThis:
      'See whether role and password are right, and whether pg_hba.conf lets this computer in; `psql` with the same address tries it.',
  }),
  DATABASE_RIGHTS: (p) => ({
    what: `${named(p, ['user'], 'The role')} may not do in ${named(p, ['path'], 'the database')} what a ledger needs${said(p, ['code'], (v) => ` (${v})`)}.`,
    tryThis: 'Have the rights of the role granted; docs/many-machines.md has them as a script.',
  }),
  DATABASE_NO_TLS: (p) => ({
    what: `${database(p)} speaks without encryption only, and it is another computer.`,
    tryThis:
      'Have `ssl = on` set at the server. Only where the line itself is safe (a VPN, a cable of your own), write `allowPlain: true` below `state:` in vax-upload.yaml.',
  }),
  DATABASE_UNTRUSTED: (p) => ({
    what: `The certificate of ${named(p, ['path'], 'the database')} ${distrust(String(p['code'] ?? ''))}${said(p, ['code'], (v) => ` (${v})`)}. Nothing was sent to it.`,
    tryThis:
      'Name the certificate of its authority as `caFile:` below `state:`, and the server by the name that stands in its certificate. If it was right until today, ask its people before you go on.',
  }),
  DATABASE_CERTIFICATE: (p) => ({
    what: `${database(p)} does not take our certificate, or wants one and is shown none${said(p, ['code'], (v) => ` (${v})`)}.`,
    tryThis:
      'Name the certificate and its key in the address, `sslcert=FILE&sslkey=FILE`, and see whether they are still valid.',
  }),
  DATABASE_AWAY: (p) => ({
    what: `${database(p)} cannot be used${said(p, ['why'], (v) => `: ${CAUSES[v] ?? v}`)}${said(p, ['code'], (v) => (v === p['why'] ? '' : ` (${v})`))}. What was done is saved.`,
    tryThis: `${CURES[String(p['why'])] ?? 'See whether the server runs, and look into its log'}; then run the same command again. Nothing is lost and nothing is sent twice.`,
  }),
} as const satisfies Partial<ErrorTexts>;
