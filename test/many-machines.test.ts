/**
 * The ten minutes of a ledger for many computers: what the document says is typed as it stands there, against a server
 * that lets nobody in without a password.
 */
import { appendFileSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { EXIT } from '../src/exit-codes.ts';
import { type FakeServer, startFakeServer } from './support/fake-server.ts';
import { hasPostgres } from './support/postgres.ts';
import { type NetworkedPostgres, startNetworkedPostgres } from './support/postgres-over-network.ts';
import { type Ended, run } from './support/program.ts';
import { blocks, headings, linesOf, REPOSITORY } from './support/readme.ts';

const page = (name: string): string => readFileSync(join(REPOSITORY, 'docs', name), 'utf8');
const english = page('many-machines.md');
const NPX = `vax_upload() { '${process.execPath}' '${REPOSITORY}bin/vax-upload.js' "$@"; }`;
const LONG = 120_000;

/** Each command: a line that ends with a backslash goes on. */
const commandsOf = (text: string): readonly string[] => linesOf(text, 'sh');

test('both languages have the same steps, word for word', () => {
  const indonesian = page('banyak-komputer.md');
  const steps = (text: string) =>
    blocks(text.split('## The address')[0] ?? '').filter(
      ({ kind, lines }) => ['sh', 'sql', 'ini'].includes(kind) || lines.some((line) => line.startsWith('hostssl')),
    );
  const ofEnglish = steps(english);
  expect(steps(indonesian)).toEqual(ofEnglish);
  expect(headings(indonesian).length).toBeGreaterThan(6);
});

describe.skipIf(!hasPostgres())('the steps, one after the other', () => {
  let postgres: NetworkedPostgres;
  let server: FakeServer;
  /** The computer of the owner, of Kendal, and of a worker: each with a home of its own. */
  const base = mkdtempSync(join(tmpdir(), 'vax-many-'));
  const computers = { vaksin: join(base, 'owner'), kendal: join(base, 'kendal'), worker_1: join(base, 'worker') };
  const passwords = new Map(
    Array.from(english.matchAll(/CREATE ROLE (\w+) .*PASSWORD '(.*?)'/g), ([, role = '', password = '']) => [
      role,
      password,
    ]),
  );

  beforeAll(async () => {
    postgres = await startNetworkedPostgres();
    server = await startFakeServer();
    for (const [role, home] of Object.entries(computers)) {
      mkdirSync(home);
      writeFileSync(join(home, '.pgpass'), '', { mode: 0o600 });
      for (const [login, password] of passwords)
        appendFileSync(join(home, '.pgpass'), `localhost:${postgres.port}:vaksin:${login}:${password}\n`);
      const [state = ''] = linesOf(english, 'yaml').filter((line) => line.startsWith('state: postgresql://kendal'));
      writeFileSync(
        join(home, 'vax-upload.yaml'),
        `${here(state.replace('kendal@', `${role}@`))}\ntarget: { type: json, url: "${server.url}" }\n`,
      );
    }
    copyFileSync(join(REPOSITORY, 'fixtures/perlu-perbaikan.xlsx'), join(computers.kendal, 'sheet.xlsx'));
  }, LONG);
  afterAll(async () => {
    await server.close();
    await postgres[Symbol.asyncDispose]();
    rmSync(base, { recursive: true, force: true });
  });

  const here = (text: string): string => text.replaceAll('db.example.org', `localhost:${postgres.port}`);
  const typed = (line: string, home: string): Promise<Ended> =>
    run('sh', ['-c', `${NPX}\n${here(line).replace(/^vax-upload/, 'vax_upload')}`], {
      cwd: home,
      env: { HOME: home, PATH: process.env['PATH'] ?? '' },
    });
  const sql = async (statements: readonly string[], as: string): Promise<void> => {
    const client = await postgres.connect(
      as === 'postgres'
        ? undefined
        : `postgresql://${as}:${encodeURIComponent(passwords.get(as) ?? '')}@localhost:${postgres.port}/vaksin?sslmode=disable`,
    );
    for (const statement of statements) await client.query(statement);
    await client.end();
  };
  const [ofServer, ofLogins] = blocks(english)
    .filter(({ kind }) => kind === 'sql')
    .map(({ lines }) => lines);

  it('the database', () => sql(ofServer ?? [], 'postgres'));

  const commands = commandsOf(english);
  const first = commands.findIndex((line) => line.includes(' import '));
  it.each(commands.slice(0, first))('as the owner: %s', { timeout: LONG }, async (line) => {
    const { exitCode, err } = await typed(line, computers.vaksin);
    expect(exitCode, err).toBe(EXIT.done);
  });

  it('the logins', () => sql(ofLogins ?? [], 'vaksin'));

  it.each(commands.slice(first, first + 1))('in Kendal: %s', { timeout: LONG }, async (line) => {
    const { exitCode, err } = await typed(line, computers.kendal);
    expect([EXIT.windowEnded, EXIT.needsPerson], err).toContain(exitCode);
    mkdirSync(join(computers.worker_1, '.vax-upload'), { mode: 0o700 });
    for (const home of [computers.worker_1, computers.vaksin]) {
      mkdirSync(join(home, '.vax-upload'), { recursive: true, mode: 0o700 });
      copyFileSync(join(computers.kendal, '.vax-upload/ledger.key'), join(home, '.vax-upload/ledger.key'));
    }
  });

  it.each(commands.slice(first + 1))('%s', { timeout: LONG }, async (line) => {
    const home = /^(?:psql|pg_)/.test(line) ? computers.vaksin : computers.worker_1;
    const { exitCode, err, out } = await typed(line, home);
    expect([EXIT.done, EXIT.needsPerson], `${line}\n${err}`).toContain(exitCode);
    expect(err).not.toMatch(/(?:Error|Galat): /);
    if (line.includes('status_by_district')) expect(out).toMatch(/rows_for_person[\s\S]*1 row/);
  });

  it('after all of it each record is on the server once, and the restored ledger has asked for them', () => {
    expect(server.effects.size).toBeGreaterThan(20);
    for (const { count } of server.effects.values()) expect(count).toBe(1);
  });

  it('what the document says of a restore is what the run said', { timeout: LONG }, async () => {
    const backups = commands.filter((line) => /^(?:pg_dump|psql.*DROP SCHEMA|pg_restore)/.test(line));
    const [dump = '', ...restore] = backups;
    writeFileSync(
      join(computers.kendal, 'lagi.csv'),
      'NIK,Nama,Tgl Lahir,Tgl Vaksin,Vaksin,Dosis\n3324010101509003,Karangan Contoh,01/01/1950,04/10/2021,Sinovac,1\n',
    );
    expect((await typed('vax-upload import lagi.csv --take-in-only', computers.kendal)).exitCode).toBe(
      EXIT.windowEnded,
    );
    await typed(dump, computers.vaksin);
    await typed('vax-upload resume', computers.worker_1);
    for (const line of restore) expect((await typed(line, computers.vaksin)).exitCode).toBe(EXIT.done);
    const { err } = await typed('vax-upload resume', computers.worker_1);
    expect(english).toContain('was copied, moved or put back');
    expect(err).toContain('was copied, moved or put back');
    for (const { count } of server.effects.values()) expect(count).toBe(1);
  });
});
