import { describe, expect, test } from 'vitest';
import type { DatabaseOptions, Surroundings } from '../../src/postgres/address.ts';
import { databaseAddress, serviceOf } from '../../src/postgres/address.ts';

/** What a ministry's engineer writes, and what an empty environment adds to it. */
function addressOf(url: string, env: Surroundings['env'] = {}, options: Partial<DatabaseOptions> = {}) {
  return databaseAddress({ url, ...options }, { env, user: 'budi' });
}

const hosts = (url: string, env: Surroundings['env'] = {}): string[] =>
  addressOf(url, env).hosts.map(({ host, port }) => `${host} ${port}`);

const ways = (url: string, options: Partial<DatabaseOptions> = {}, env: Surroundings['env'] = {}): string =>
  addressOf(url, env, options)
    .hosts.map((host) => host.ways.join(' '))
    .join(' | ');

describe('where it is', () => {
  test.each([
    ['all of it', 'postgresql://dinkes@db.example.org:6432/vaksin', 'dinkes', 'vaksin', ['db.example.org 6432']],
    ['the short scheme', 'postgres://dinkes@localhost/vaksin', 'dinkes', 'vaksin', ['localhost 5432']],
    ['in capitals', 'POSTGRESQL://dinkes@localhost/vaksin', 'dinkes', 'vaksin', ['localhost 5432']],
    ['no role: the system user', 'postgresql://localhost/vaksin', 'budi', 'vaksin', ['localhost 5432']],
    ['no database: as the role', 'postgresql://dinkes@localhost', 'dinkes', 'dinkes', ['localhost 5432']],
    [
      'no host: the usual socket, then this computer',
      'postgresql:///vaksin',
      'budi',
      'vaksin',
      ['/var/run/postgresql 5432', 'localhost 5432'],
    ],
    ['nothing at all', 'postgresql://', 'budi', 'budi', ['/var/run/postgresql 5432', 'localhost 5432']],
    ['a socket as an option', 'postgresql://a@/b?host=/tmp/pg&port=5433', 'a', 'b', ['/tmp/pg 5433']],
    ['a socket in place of the host', 'postgresql://a@%2Ftmp%2Fpg/b', 'a', 'b', ['/tmp/pg 5432']],
    ['IPv6', 'postgresql://a@[::1]:5433/b', 'a', 'b', ['::1 5433']],
    [
      'encoded names',
      'postgresql://kab%40kendal@localhost/data%20vaksin',
      'kab@kendal',
      'data vaksin',
      ['localhost 5432'],
    ],
    ['two hosts', 'postgresql://a@one.example:5433,two.example/b', 'a', 'b', ['one.example 5433', 'two.example 5432']],
    [
      'two hosts, one port for all',
      'postgresql://a@/b?host=one.example,two.example&port=6432',
      'a',
      'b',
      ['one.example 6432', 'two.example 6432'],
    ],
    ['role and database as options', 'postgresql://localhost?user=a&dbname=b', 'a', 'b', ['localhost 5432']],
  ] as const)('%s', (_, url, user, database, where) => {
    const found = addressOf(url);
    expect([found.user, found.database, hosts(url)]).toEqual([user, database, where]);
  });

  test('what the address leaves out is taken from the variables of psql', () => {
    const env = { PGHOST: 'db.example.org', PGPORT: '6000', PGUSER: 'dinkes', PGDATABASE: 'vaksin', PGPASSWORD: 'x' };
    const found = addressOf('postgresql://', {
      ...env,
      PGCONNECT_TIMEOUT: '3',
      PGAPPNAME: 'malam',
      PGOPTIONS: '-c a=b',
    });
    expect(hosts('postgresql://', env)).toEqual(['db.example.org 6000']);
    expect(found).toMatchObject({ user: 'dinkes', database: 'vaksin', password: { text: 'x' }, connectMs: 3_000 });
    expect([found.application, found.settings]).toEqual(['malam', '-c a=b']);
  });

  test('the address goes before a service, and a service before the variables', () => {
    const service = new Map([
      ['host', 'localhost'],
      ['user', 'layanan'],
      ['password', 'p'],
    ]);
    const env = { PGUSER: 'lain', PGDATABASE: 'lain', PGPASSWORD: 'q' };
    const found = databaseAddress({ url: 'postgresql:///vaksin?service=prov' }, { env, user: 'budi', service });
    expect(found).toMatchObject({ user: 'layanan', database: 'vaksin', password: { text: 'p' } });
    expect(serviceOf('postgresql://?service=prov', { HOME: '/home/b' })).toEqual({
      name: 'prov',
      files: ['/home/b/.pg_service.conf'],
    });
    expect(serviceOf('postgresql://', { PGSERVICE: 's', PGSERVICEFILE: '/s', PGSYSCONFDIR: '/etc/pg' })).toEqual({
      name: 's',
      files: ['/s', '/etc/pg/pg_service.conf'],
    });
    expect(serviceOf('postgresql://a@b/c', {})).toBeUndefined();
  });

  test('the usual password file is that of the home folder', () => {
    const passfile = (env: Surroundings['env'], isWindows = false): string | undefined =>
      databaseAddress({ url: 'postgresql://a@localhost/b' }, { env, user: 'a', isWindows }).password.passfile;
    expect(passfile({ HOME: '/home/b' })).toBe('/home/b/.pgpass');
    expect(passfile({ HOME: '/home/b', PGPASSFILE: '/run/secrets/pgpass' })).toBe('/run/secrets/pgpass');
    expect(passfile({ APPDATA: 'C:\\Users\\b' }, true)).toBe('C:\\Users\\b\\postgresql\\pgpass.conf');
    expect(passfile({})).toBeUndefined();
  });
});

describe('what it is called in messages', () => {
  test.each([
    ['postgresql://dinkes@db.example.org/vaksin?sslmode=require', 'postgresql://dinkes@db.example.org/vaksin'],
    ['postgresql://dinkes@db.example.org:6432/vaksin', 'postgresql://dinkes@db.example.org:6432/vaksin'],
    ['postgresql://a@[::1]:5433/b', 'postgresql://a@[::1]:5433/b'],
    ['postgresql://a@/b?host=/secret/folder', 'postgresql://a@/b'],
    ['postgresql:///b', 'postgresql://budi@/b'],
    ['postgresql://a@one.example,two.example/b', 'postgresql://a@one.example,two.example/b'],
    ['postgresql://a@localhost/b?schema=kendal', 'postgresql://a@localhost/b (kendal)'],
  ])('%s', (url, name) => expect(addressOf(url).name).toBe(name));
});

describe('how it is encrypted', () => {
  const ELSEWHERE = 'postgresql://a@db.example.org/b';
  const HERE = 'postgresql://a@127.0.0.1/b';
  test.each([
    ['another computer: the server proves who it is', ELSEWHERE, {}, 'proven'],
    ['another computer by its number', 'postgresql://a@10.0.0.7/b', {}, 'proven'],
    ['this computer', HERE, {}, 'unproven plain'],
    ['this computer by name', 'postgresql://a@localhost/b', {}, 'unproven plain'],
    ['this computer, IPv6', 'postgresql://a@[::1]/b', {}, 'unproven plain'],
    ['a socket', 'postgresql://a@/b?host=/tmp', {}, 'plain'],
    ['a socket, and TLS is demanded, as libpq has it', 'postgresql://a@/b?host=/tmp&sslmode=verify-full', {}, 'plain'],
    ['a name that only begins like ours', 'postgresql://a@localhost.example.org/b', {}, 'proven'],
    ['another of these numbers', 'postgresql://a@127.example.org/b', {}, 'proven'],
    ['two hosts, one of them here', 'postgresql://a@localhost,db.example.org/b', {}, 'unproven plain | proven'],
    ['certificates are named: they are wanted here too', HERE, { caFile: '/ca.pem' }, 'proven'],
    ['require', `${ELSEWHERE}?sslmode=require`, {}, 'unproven'],
    ['require with certificates, as libpq has it', `${ELSEWHERE}?sslmode=require`, { caFile: '/ca.pem' }, 'vouched'],
    ['ssl=true of JDBC', `${ELSEWHERE}?ssl=true`, {}, 'unproven'],
    ['verify-ca', `${ELSEWHERE}?sslmode=verify-ca`, { caFile: '/ca.pem' }, 'vouched'],
    ['verify-ca without an authority of our own', `${ELSEWHERE}?sslmode=verify-ca`, {}, 'proven'],
    ['verify-full', `${HERE}?sslmode=verify-full`, {}, 'proven'],
    ['the authorities of the system', `${HERE}?sslrootcert=system`, {}, 'proven'],
    ['the line is safe', ELSEWHERE, { allowPlain: true }, 'unproven plain'],
    ['the line is safe, and nothing is encrypted', `${ELSEWHERE}?sslmode=disable`, { allowPlain: true }, 'plain'],
    [
      'the line is safe, encrypted where it must be',
      `${ELSEWHERE}?sslmode=allow`,
      { allowPlain: true },
      'plain unproven',
    ],
    [
      'the line is safe, and it is proven all the same',
      `${ELSEWHERE}?sslmode=verify-full`,
      { allowPlain: true },
      'proven',
    ],
  ] as const)('%s', (_, url, options, expected) => expect(ways(url, options)).toBe(expected));

  test.each(['disable', 'allow', 'prefer'])('sslmode=%s to another computer is refused', (mode) => {
    const refused = expect.objectContaining({ code: 'DATABASE_PLAIN', params: { host: 'db.example.org', mode } });
    expect(() => addressOf(`${ELSEWHERE}?sslmode=${mode}`)).toThrow(refused);
    expect(() => addressOf(ELSEWHERE, { PGSSLMODE: mode })).toThrow(refused);
    expect(() => addressOf(`postgresql://a@localhost,db.example.org/b?sslmode=${mode}`)).toThrow(refused);
  });
});

describe('which server will do', () => {
  test.each([
    ['one host says itself that it is a standby', 'postgresql://a@localhost/b', false],
    ['of several the one that can be written', 'postgresql://a@localhost,[::1]/b', true],
    ['as it is said', 'postgresql://a@localhost/b?target_session_attrs=read-write', true],
    ['any', 'postgresql://a@localhost,[::1]/b?target_session_attrs=any', false],
  ])('%s', (_, url, writable) => expect(addressOf(url).writable).toBe(writable));
});

describe('what is refused', () => {
  const secret = 's3cret';
  test.each([
    ['a password', `postgresql://a:${secret}@localhost/b`, 'DATABASE_SECRET'],
    ['a password with a slash that nobody encoded', `postgresql://a:pa/${secret}@localhost/b`, 'DATABASE_SECRET'],
    ['a password with an @', `postgresql://a:p@${secret}@localhost/b`, 'DATABASE_SECRET'],
    ['a password with a #', `postgresql://a:p#${secret}@localhost/b`, 'DATABASE_SECRET'],
    ['a password as an option', `postgresql://a@localhost/b?password=${secret}`, 'DATABASE_SECRET'],
    ['that of a key', `postgresql://a@localhost/b?sslpassword=${secret}`, 'DATABASE_SECRET'],
    ['another scheme', 'mysql://a@localhost/b', 'DATABASE_ADDRESS'],
    ['words of a connection', 'postgresql:host=localhost', 'DATABASE_ADDRESS'],
    ['a port that is none', 'postgresql://a@localhost:99999/b', 'DATABASE_ADDRESS'],
    ['a port in words', 'postgresql://a@localhost:pg/b', 'DATABASE_ADDRESS'],
    ['more ports than hosts', 'postgresql://a@localhost/b?port=1,2', 'DATABASE_ADDRESS'],
    ['a sign that begins nothing', 'postgresql://a@localhost/b%zz', 'DATABASE_ADDRESS'],
    ['an end in the midst', 'postgresql://a@localhost/b%00c', 'DATABASE_ADDRESS'],
    ['a mode that nobody knows', 'postgresql://a@localhost/b?sslmode=no-verify', 'DATABASE_ADDRESS'],
    ['a standby', 'postgresql://a@localhost/b?target_session_attrs=standby', 'DATABASE_ADDRESS'],
    ['the schema of everybody', 'postgresql://a@localhost/b?schema=public', 'DATABASE_ADDRESS'],
    ['a schema of PostgreSQL itself', 'postgresql://a@localhost/b?schema=pg_catalog', 'DATABASE_ADDRESS'],
    [
      'an option that makes it safer, and that we cannot follow',
      'postgresql://a@localhost/b?require_auth=scram-sha-256',
      'DATABASE_OPTION',
    ],
    ['the same by its value', 'postgresql://a@localhost/b?channel_binding=require', 'DATABASE_OPTION'],
  ])('%s', (_, url, code) => {
    let thrown: unknown;
    try {
      addressOf(url);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toMatchObject({ code });
    expect(JSON.stringify(thrown) + String(thrown)).not.toContain(secret);
  });

  test('comforts of other programs are passed over', () => {
    expect(hosts('postgresql://a@localhost/b?keepalives=1&channel_binding=prefer&client_encoding=UTF8')).toHaveLength(
      1,
    );
  });
});
