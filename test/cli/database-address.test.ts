/** A ledger in a database, as it is named on the command line and in the configuration: what is refused before anybody is asked. */
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeEach, describe, expect, it } from 'vitest';
import { Clerk, csv, errorLines, people } from './clerk.ts';

const SECRET = 's3cret-kata-sandi';
const clerk = new Clerk();
clerk.write('peserta.csv', csv(people(2)));
beforeEach(() => {
  clerk.env = {};
});

/** Everything that lies in a folder, as one text. */
function allOf(folder: string): string {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .map((path) => readFileSync(path, 'latin1'))
    .join('\n');
}

describe('a password in the address', () => {
  const URL = `postgresql://importer:${SECRET}@db.example/vaksin`;
  const LEAKY = [
    ['behind --state', ['--state', URL], {}],
    ['as an option of the address', ['--state', `postgresql://importer@db.example/vaksin?password=${SECRET}`], {}],
    ['in the environment', [], { VAX_UPLOAD_STATE: URL }],
    ['in the environment, by its own name', [], { VAX_UPLOAD_STATE_URL: URL }],
    ['with a slash that nobody encoded', ['--state', `postgresql://importer:x/${SECRET}@db.example/vaksin`], {}],
    ['in the words of JDBC', ['--state', `jdbc:postgresql://db.example/vaksin?password=${SECRET}`], {}],
    ['in words of a connection', ['--state', `postgresql:host=db password=${SECRET}`], {}],
  ] as const;
  const COMMANDS = [
    ['import', 'peserta.csv', '--json'],
    ['status'],
    ['doctor'],
    ['resume', '--log', 'malam.log'],
    ['schedule', '--print', 'cron'],
    ['backup', '-o', 'b.vub'],
  ];
  const CASES = [
    ...LEAKY.map((leak) => ['import', ...leak, ['import', 'peserta.csv']] as const),
    ...COMMANDS.map((command) => [command.join(' '), ...LEAKY[0], command] as const),
  ];
  it.each(CASES)('%s, %s', async (_, __, flags, env, command) => {
    clerk.env = { ...env };
    const ended = await clerk.runs(...command, ...flags);
    expect(ended.exitCode, ended.err).toBe(2);
    expect(ended.err + ended.out).toMatch(/DATABASE_(?:SECRET|ADDRESS)|There is a password/);
    expect(ended.err + ended.out).not.toContain(SECRET);
    expect(allOf(clerk.folder)).not.toContain(SECRET);
    expect(readdirSync(clerk.folder).filter((name) => name.startsWith('postgres'))).toEqual([]);
  });

  it('in the configuration: what to do instead is said, and where', async () => {
    clerk.write('vax-upload.yaml', `state: ${URL}\n`);
    const ended = await clerk.runs('status', '--config', 'vax-upload.yaml', '--lang', 'en');
    rmSync(clerk.path('vax-upload.yaml'));
    expect(errorLines(ended.err)).toEqual([
      'Error: There is a password in `state`, where everybody who lists the programs of this computer can read it. [DATABASE_SECRET]',
      'Try: Take it out, and write it into ~/.pgpass, into a file that `passwordFile:` below `state:` names, or into PGPASSWORD. Change it, if others use this computer.',
    ]);
  });
});

describe('what cannot be followed', () => {
  it.each([
    ['no encryption to another computer', 'postgresql://a@db.example/b?sslmode=prefer', 'DATABASE_PLAIN'],
    ['another database', 'mysql://a@db.example/b', 'CONFIG_VALUE'],
    ['a standby', 'postgresql://a@db.example/b?target_session_attrs=standby', 'DATABASE_ADDRESS'],
    ['what we cannot see to', 'postgresql://a@db.example/b?require_auth=none', 'DATABASE_OPTION'],
    ['a service that nobody has written down', 'postgresql://?service=prov', 'DATABASE_SERVICE'],
  ])('%s', async (_, state, code) => {
    const ended = await clerk.runs('status', '--state', state);
    expect([ended.exitCode, errorLines(ended.err)[0]]).toEqual([2, expect.stringContaining(`[${code}]`)]);
  });

  it.each([
    ['backup', ['backup', '-o', 'b.vub'], 'pg_dump'],
    ['restore', ['restore', 'b.vub'], 'pg_restore'],
    ['rekey', ['rekey'], 'privacy.keyCommand'],
  ])('%s works on files', async (_, command, instead) => {
    clerk.env = { VAX_UPLOAD_STATE: 'postgresql://a@localhost:1/b' };
    const ended = await clerk.runs(...command, '--lang', 'en');
    expect([ended.exitCode, errorLines(ended.err)]).toEqual([
      2,
      [expect.stringContaining('[LEDGER_IS_DATABASE]'), expect.stringContaining(instead)],
    ]);
  });
});

it('practice needs no database', async () => {
  const { exitCode } = await clerk.runs('import', 'peserta.csv', '--to', 'sandbox', '--take-in-only');
  expect(exitCode).toBe(10);
});

describe('the driver', () => {
  clerk.write(
    'driver.mjs',
    "import { registerHooks } from 'node:module';\nregisterHooks({ resolve(name, context, next) { if (name === 'pg') process.stderr.write('LOADED pg\\n'); return next(name, context); } });\n",
  );
  const run = async (...args: string[]): Promise<boolean> => {
    clerk.env = { NODE_OPTIONS: `--import=${pathToFileURL(clerk.path('driver.mjs')).href}` };
    return (await clerk.runs(...args)).err.includes('LOADED pg');
  };
  it('is loaded for a database only', async () => {
    expect(await run('--help')).toBe(false);
    expect(await run('import', '--help')).toBe(false);
    expect(await run('import', 'peserta.csv', '--to', 'https://registry.example', '--take-in-only')).toBe(false);
    expect(await run('status')).toBe(false);
    expect(await run('status', '--state', 'postgresql://a@localhost:1/b')).toBe(true);
  });
});
