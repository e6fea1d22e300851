import { describe, expect, it } from 'vitest';
import { load } from './config-fixture.ts';

const URL = 'postgresql://role@db.example/vaksin';
const database = (more: object = {}) => ({
  kind: 'database',
  url: URL,
  folder: '/kerja/.vax-upload',
  allowPlain: false,
  ...more,
});
const file = (path: string) => ({ kind: 'file', path, folder: path.slice(0, path.lastIndexOf('/')) });

describe('where the ledger is', () => {
  it.each([
    ['nothing is said', {}, file('/kerja/.vax-upload/ledger.db')],
    ['a path', { yaml: 'state: a/b.db\n' }, file('/kerja/a/b.db')],
    ['a path in the section', { yaml: 'state: { path: a/b.db }\n' }, file('/kerja/a/b.db')],
    ['an address', { yaml: `state: ${URL}\n` }, database()],
    ['an address in the section', { yaml: `state: { type: postgresql, url: "${URL}" }\n` }, database()],
    ['an address, and no type', { yaml: `state: { url: "${URL}" }\n` }, database()],
    [
      'the type alone: the variables of psql',
      { yaml: 'state: { type: postgresql }\n' },
      database({ url: 'postgresql://' }),
    ],
    ['a flag', { flags: { state: URL } }, database()],
    ['a variable', { env: { VAX_UPLOAD_STATE: URL } }, database()],
    ['a variable of the section', { env: { VAX_UPLOAD_STATE_URL: URL } }, database()],
    [
      'all of it',
      { yaml: `state:\n  url: ${URL}\n  passwordFile: ./pw\n  caFile: ca.pem\n  allowPlain: true\n` },
      database({ passwordFile: '/kerja/pw', caFile: '/kerja/ca.pem', allowPlain: true }),
    ],
    [
      'a flag with a path goes before an address',
      { yaml: `state: ${URL}\n`, flags: { state: 'x.db' } },
      file('/kerja/x.db'),
    ],
    [
      'the password of one database is not for another one',
      {
        yaml: 'state: { url: "postgresql://a@lain/b", passwordFile: ./pw, allowPlain: true }\n',
        flags: { state: URL },
      },
      database(),
    ],
    [
      'the same address, said once more, is the same database',
      { yaml: `state: { url: "${URL}", passwordFile: ./pw }\n`, env: { VAX_UPLOAD_STATE: URL } },
      database({ passwordFile: '/kerja/pw' }),
    ],
    [
      'a password of the environment for the address of the file',
      { yaml: `state: ${URL}\n`, env: { VAX_UPLOAD_STATE_PASSWORDFILE: '/run/pw' } },
      database({ passwordFile: '/run/pw' }),
    ],
    [
      'practice stays on this computer',
      { yaml: `state: ${URL}\nto: sandbox\n`, flags: { to: 'sandbox' } },
      file('/kerja/.vax-upload/sandbox.db'),
    ],
    [
      'a named target has a schema of its own',
      { yaml: `state: ${URL}\ntargets: { kendal: { url: "https://k.example" } }\n`, flags: { to: 'kendal' } },
      database({ beside: 'kendal' }),
    ],
  ])('%s', async (_, sources, expected) => {
    expect((await load(sources)).options.state).toEqual(expected);
  });

  it.each([
    [
      'another kind of database',
      { flags: { state: 'mysql://a@b/c' } },
      { file: '--state', key: 'state.url', expected: 'postgresql://role@host/database' },
    ],
    ['a web address', { yaml: 'state: https://a.example\n' }, { file: 'vax-upload.yaml', line: 1, key: 'state.url' }],
    [
      'a path and an address',
      { yaml: `state: { path: a.db, url: "${URL}" }\n` },
      { key: 'state', expected: 'path | url' },
    ],
    [
      'two passwords',
      { yaml: `state: { url: "${URL}", passwordFile: a, passwordCommand: b }\n` },
      { key: 'state.passwordCommand' },
    ],
    ['another type', { yaml: 'state: { type: mysql }\n' }, { key: 'state.type', expected: 'postgresql' }],
    ['a list', { yaml: 'state: [a]\n' }, { key: 'state' }],
  ])('refused: %s', async (_, sources, params) => {
    await expect(load(sources)).rejects.toMatchObject({ code: 'CONFIG_VALUE', params });
  });

  it.each([
    'postgresql//importer@db/vaksin',
    'postgres;//db/vaksin',
    'postgesql//db/vaksin',
    'pgsql//db/vaksin',
    'importer@db.example:5432/vaksin',
    'db:5432/vaksin',
    'host=db dbname=vaksin user=importer',
    'dbname = vaksin',
  ])('nearly an address, and no path: %s', async (given) => {
    const params = { file: '--state', key: 'state.url', expected: 'postgresql://role@host/database' };
    await expect(load({ flags: { state: given } })).rejects.toMatchObject({ code: 'CONFIG_VALUE', params });
  });

  it.each([
    'postgres/ledger.db',
    'pg.db',
    'host.db',
    'data//ledger.db',
    'kendal@puskesmas/ledger.db',
    '2021:10/ledger',
    'port/a=b.db',
  ])('a path: %s', async (given) => {
    expect((await load({ flags: { state: given } })).options.state).toMatchObject({ kind: 'file' });
  });
});
