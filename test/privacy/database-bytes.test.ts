/**
 * The numbers, names, phones and birth dates of a sheet in every byte that goes to a database, and in all that it keeps
 * of it: tables, indexes, its log of changes, and a server log that writes down each statement with its values, also
 * those that failed.
 */
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Clerk, csv, person } from '../cli/clerk.ts';
import { startFakeServer } from '../support/fake-server.ts';
import { hasPostgres } from '../support/postgres.ts';
import { startTcpPostgres, type TcpPostgres } from '../support/postgres-over-tcp.ts';
import { foundIn } from './written-bytes.ts';

const LONG = 180_000;
const ROWS = [
  person(1),
  person(2),
  person(3, { lot: 'DITOLAK-1' }),
  person(4, { born: 'entah' }),
  person(5, { nik: `${person(5).nik}7` }),
  person(6, { nik: person(1).nik }),
  person(7, { phone: `${person(7).phone} / ${person(8).phone}` }),
];
const backwards = (text: string): string => [...text].reverse().join('');
const iso = (born: string): string => born.split('/').reverse().join('-');
const DATA = [
  ...new Set(
    [...ROWS, person(20), person(21)].flatMap(({ nik, name, phone, born }) => [
      ...[nik, backwards(nik), name, name.split(' ').slice(0, 2).join(' ')],
      ...[phone.slice(1, 12), backwards(phone.slice(1, 12))],
      ...(born.includes('/') ? [born, iso(born), iso(born).replaceAll('-', '')] : []),
    ]),
  ),
];

/** Each statement with its values, also of one that fails. */
const TALKATIVE = [
  ...['logging_collector=on', 'log_directory=log', 'log_statement=all', 'log_min_duration_statement=0'],
  ...['log_parameter_max_length=-1', 'log_parameter_max_length_on_error=-1', 'log_error_verbosity=verbose'],
];

describe.skipIf(!hasPostgres())('nothing of anybody reaches the database', () => {
  const clerk = new Clerk();
  const heard: Buffer[] = [];
  let postgres: TcpPostgres;
  let server: Awaited<ReturnType<typeof startFakeServer>>;
  let state: string;
  const line = createServer((client) => {
    const to = connect(postgres.port, '127.0.0.1');
    client.on('data', (bytes) => heard.push(bytes)).on('error', () => to.destroy());
    client.pipe(to).on('error', () => client.destroy());
    to.pipe(client);
  });

  beforeAll(async () => {
    postgres = await startTcpPostgres(TALKATIVE);
    server = await startFakeServer({
      rules: {
        refuse: (_, record) => {
          const { nik, name, phone } = ROWS[2] ?? person(3);
          return JSON.stringify(record).includes('DITOLAK')
            ? [{ message: `${name} (${nik}, ${phone}) ditolak`, code: name }]
            : undefined;
        },
      },
    });
    line.listen(0, '127.0.0.1');
    await once(line, 'listening');
    const admin = await postgres.connect();
    await admin.query('CREATE DATABASE vaksin');
    await admin.end();
    state = `postgresql://postgres@127.0.0.1:${(line.address() as AddressInfo).port}/vaksin?sslmode=disable`;
    clerk.write('peserta.csv', csv(ROWS));
    clerk.write('lagi.csv', csv(ROWS.map((row) => ({ ...row, date: '05/10/2021' }))));
    for (const name of ['a.csv', 'b.csv']) clerk.write(name, csv([person(20), person(21)]));
    clerk.write(
      'vax-upload.yaml',
      `state: "${state}"\ntarget: { type: json, url: "${server.url}" }\ndelivery: { timeout: 2s, doubtWait: 40ms, retry: { first: 5ms, cap: 20ms, probe: 30ms }, patience: 3s }\n`,
    );
  }, LONG);
  afterAll(async () => {
    line.close();
    await server.close();
    await postgres[Symbol.asyncDispose]();
  });

  it.each<readonly string[]>([
    ['import', 'peserta.csv', '--rows', '-v'],
    ['import', 'lagi.csv'],
    ['status'],
    ['runs', '--json'],
    ['explain', 'peserta.csv', '4', '--json'],
    ['rejects', '-o', 'perbaikan-semua.xlsx'],
    ['retry'],
    ['dismiss', 'peserta.csv', '5'],
    ['reconcile', 'peserta.csv', '--json'],
    ['find', '--everyone', '-o', 'terdampak.xlsx'],
    ['report', '-o', 'laporan.html'],
    ['doctor'],
    ['resume'],
  ])(
    '%s %s %s',
    async (...args) => {
      const ended = await clerk.runs(...args);
      expect([0, 2, 3, 5], ended.err).toContain(ended.exitCode);
      expect(ended.err).not.toMatch(/\[(?:DATABASE|LEDGER)_/);
    },
    LONG,
  );

  it.each([
    ['find', []],
    ['purge', ['--even-waiting']],
  ] as const)(
    '%s of one person, whose number comes in',
    async (command, more) => {
      const ended = await clerk.hears(person(2).nik, command, '--nik', '-', ...more);
      expect(ended.exitCode, ended.err).toBe(0);
    },
    LONG,
  );

  it('two computers that bring the same people at the same moment', { timeout: LONG }, async () => {
    const ends = await Promise.all(['a.csv', 'b.csv'].map((name) => clerk.runs('import', name, '--take-in-only')));
    for (const { exitCode, err } of ends) expect([3, 10], err).toContain(exitCode);
  });

  it('a district that hands its rows over', { timeout: LONG }, async () => {
    const { out } = await clerk.runs('push', '--show-key');
    const [key = ''] = /[A-Za-z0-9_+/=-]{40,}/.exec(out) ?? [];
    mkdirSync(clerk.path('kendal'));
    clerk.write('kendal/peserta.csv', csv([person(20), person(21), ...ROWS.slice(0, 3)]));
    clerk.write(
      'kendal/vax-upload.yaml',
      `target: { type: province, url: "${state}", publicKey: "${key}", district: kendal }\n`,
    );
    const config = ['--config', 'kendal/vax-upload.yaml'];
    const taken = await clerk.runs('import', 'kendal/peserta.csv', '--take-in-only', ...config);
    expect([3, 10], taken.err).toContain(taken.exitCode);
    const pushed = await clerk.runs('push', ...config);
    expect([0, 3, 10], pushed.err).toContain(pushed.exitCode);
    const admin = await postgres.connect(state.replace(/:\d+\//, `:${postgres.port}/`));
    expect((await admin.query('SELECT sum(rows) AS n FROM vax_upload.parcels')).rows[0].n).toBe('5');
    await admin.end();
    await clerk.runs('resume');
    await clerk.runs('pull', ...config);
  });

  it('and none of it was sent, in whichever form', () => {
    const bytes = Buffer.concat(heard);
    expect(bytes.length).toBeGreaterThan(50_000);
    // What is sent is heard: a name of the ledger's own.
    expect(bytes.includes('peserta.csv')).toBe(true);
    expect(foundIn(bytes, DATA).map((datum) => DATA.indexOf(datum))).toEqual([]);
  });

  it('nor lies anywhere in the folder of the server, or in its log', { timeout: LONG }, async () => {
    // With a checkpoint, and then nothing comes and goes while it is read.
    await postgres.kill('SIGINT');
    const data = join(postgres.socket, 'data');
    const files = readdirSync(data, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    const leaks = files.flatMap((path) => {
      const found = foundIn(readFileSync(path), DATA);
      return found.length > 0 ? [`${path}: ${found.map((datum) => DATA.indexOf(datum))}`] : [];
    });
    expect(leaks).toEqual([]);
    const log = files
      .filter((path) => path.startsWith(join(data, 'log')))
      .map((path) => readFileSync(path, 'utf8'))
      .join('');
    // It writes down what it is told, and what went wrong.
    expect(log).toContain('peserta.csv');
    expect(log).toMatch(/COPY entries|INSERT INTO entries/);
  });
});
