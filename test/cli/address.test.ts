/** The address of the server: it may be corrected, it may change, and what is secret in it is shown nowhere. */
import { readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, describe, expect, it } from 'vitest';
import { bytesBelow } from '../support/all-files.ts';
import { unsign } from '../support/earlier-ledger.ts';
import { type FakeServer, startFakeServer } from '../support/fake-server.ts';
import { Clerk, csv, errorLines, events, expectDiscreet, outcomesOf, people } from './clerk.ts';

const servers: FakeServer[] = [];
afterAll(() => Promise.all(servers.map((server) => server.close())));
async function newServer(): Promise<FakeServer> {
  const server = await startFakeServer();
  servers.push(server);
  return server;
}

/** One that has never heard of vaccinations. */
async function strangerServer(): Promise<FakeServer> {
  const server = await newServer();
  server.always({ do: 'answer', status: 404, as: 'page' });
  return server;
}

const rows = people(30);
async function desk() {
  const clerk = new Clerk();
  clerk.env = {
    VAX_UPLOAD_DELIVERY_RETRY_FIRST: '50ms',
    VAX_UPLOAD_DELIVERY_RETRY_CAP: '100ms',
    VAX_UPLOAD_DELIVERY_DOUBTWAIT: '50ms',
  };
  clerk.write('a.csv', csv(rows));
  return { clerk, server: await newServer() };
}
const counts = ({ effects }: FakeServer): number[] => [...effects.values()].map(({ count }) => count);
/** The other one has what this one has, under the same ids, as behind a new address. */
function copyOf(server: FakeServer, change: (id: string) => string = (id) => id): Promise<FakeServer> {
  return newServer().then((other) => {
    for (const [key, effect] of server.effects) other.registry.effects.set(key, { ...effect, id: change(effect.id) });
    return other;
  });
}

describe('before anything was accepted another address is taken', () => {
  it.each([
    ['nobody listens there', async () => 'http://127.0.0.1:9/v1'],
    ['something else answers there', async () => (await strangerServer()).url],
  ])('%s', async (_, wrong) => {
    const { clerk, server } = await desk();
    const first = await clerk.runs('import', 'a.csv', '--to', await wrong(), '--max-duration', '1s', '--json');
    expect([5, 7, 10]).toContain(first.exitCode);
    expect(outcomesOf(first.out)['accepted']).toBe(undefined);
    const ended = await clerk.runs('resume', '--to', server.url, '--lang', 'en');
    expect(ended.exitCode).toBe(0);
    expect(ended.err).toContain(`This ledger goes to json ${server.url} from now on`);
    expect(counts(server)).toEqual(rows.map(() => 1));
    // And from now on it belongs there.
    const other = await newServer();
    expect((await clerk.runs('resume', '--to', other.url)).exitCode).toBe(2);
  });

  it('but what was taken in for a server is never practised into the training server', async () => {
    const { clerk, server } = await desk();
    expect(
      (await clerk.runs('import', 'a.csv', '--to', server.url, '--take-in-only', '--state', 'buku.db')).exitCode,
    ).toBe(10);
    const ended = await clerk.runs('resume', '--to', 'sandbox', '--state', 'buku.db');
    expect([ended.exitCode, errorLines(ended.err)[0]]).toEqual([2, expect.stringContaining('[TARGET_MISMATCH]')]);
  });
});

describe('after that it follows its server to another address, on proof', () => {
  it('one that knows what was accepted: the advice is followed, and nothing is sent twice', async () => {
    const { clerk, server } = await desk();
    expect((await clerk.runs('import', 'a.csv', '--to', server.url, '-q')).exitCode).toBe(0);
    const moved = await copyOf(server);
    const refused = await clerk.runs('resume', '--to', moved.url, '--lang', 'en');
    const [, command = '', flag = ''] =
      /`vax-upload (resume) (--rebind)`/.exec(refused.err.replaceAll(/\s+/g, ' ')) ?? [];
    expect(refused.exitCode).toBe(2);
    clerk.write('b.csv', csv([...rows, ...people(2, 40)]));
    const ended = await clerk.runs(command, flag, '--to', moved.url, '--json');
    expect(ended.exitCode, ended.err + refused.err).toBe(0);
    expect(events(ended.out)).toContainEqual({ event: 'moved', from: `json ${server.url}`, to: `json ${moved.url}` });
    expect(outcomesOf((await clerk.runs('import', 'b.csv', '--to', moved.url, '--json')).out)).toEqual({
      accepted: 2,
      'already-there': 30,
    });
    expect(counts(moved)).toEqual([...rows, 0, 0].map(() => 1));
  });

  it.each([
    ['one that knows nothing of it', () => newServer(), 2, 'REBIND_UNKNOWN'],
    [
      'one that has the same people under other receipts',
      (server: FakeServer) => copyOf(server, (id) => `x${id}`),
      2,
      'REBIND_UNKNOWN',
    ],
    [
      'one that has lost some of it',
      async (server: FakeServer) => {
        const other = await copyOf(server);
        other.registry.effects.delete([...other.effects.keys()][0] ?? '');
        return other;
      },
      2,
      'REBIND_UNKNOWN',
    ],
    [
      'one that does not answer',
      async (server: FakeServer) => {
        const other = await copyOf(server);
        other.lookups.always('503');
        return other;
      },
      5,
      'SERVER_AWAY',
    ],
  ])('%s: nothing is changed', async (_, other, exitCode, code) => {
    const { clerk, server } = await desk();
    expect((await clerk.runs('import', 'a.csv', '--to', server.url, '-q')).exitCode).toBe(0);
    const stranger = await other(server);
    const ended = await clerk.runs('resume', '--rebind', '--to', stranger.url);
    expect(ended.exitCode).toBe(exitCode);
    expect(errorLines(ended.err)[0]).toContain(`[${code}]`);
    expect((await clerk.runs('resume', '--to', server.url)).exitCode).toBe(0);
  });
});

describe('what is secret in an address', () => {
  const SECRET = /petugasrahasia|sandirahasia|tokenrahasia|kuncirahasia/;

  it('is in nothing that is said, and nowhere in the folder of the ledger', async () => {
    const { clerk, server } = await desk();
    const secret = (url: string): string => `${url}?token=tokenrahasia`;
    /** Nobody may write a password into an address; whoever does is not shown it. */
    const named = `${server.url.replace('http://', 'http://petugasrahasia:sandirahasia@')}?token=tokenrahasia#kuncirahasia`;
    const here = secret(server.url);
    const away = secret('http://127.0.0.1:9/v1');
    const other = secret((await newServer()).url);
    const commands: readonly (readonly string[])[] = [
      ['import', 'a.csv', '--to', away, '--max-duration', '500ms', '-v'],
      ['import', 'a.csv', '--to', here],
      ['resume', '--to', here, '-v'],
      ['resume', '--to', other],
      ['resume', '--to', other, '--rebind'],
      ['reconcile', 'a.csv', '--to', here, '-o', 'banding.xlsx'],
      ['status'],
      ['explain', 'a.csv', '2'],
      ['check', named],
      ['status', named],
      ['import', 'a.csv', '--to', named],
      ['import', 'a.csv', '--to', 'http://192.0.2.1/v1?token=tokenrahasia'],
    ];
    // With --json the sentences are said as well, on stderr.
    for (const command of [...commands.map((each) => [...each, '--json']), ['resume', '--to', here], ['status']]) {
      const ended = await clerk.runs(...command);
      expect(ended.out + ended.err, command.join(' ')).not.toMatch(SECRET);
      expectDiscreet(ended, rows);
    }
    expect(counts(server)).toEqual(rows.map(() => 1));
    const folder = clerk.path('.vax-upload');
    const files = bytesBelow(folder);
    expect([...files.keys()].filter((name) => name.endsWith('.ndjson')).length).toBeGreaterThan(5);
    for (const [name, bytes] of files) expect(bytes.toString('latin1'), name).not.toMatch(SECRET);
  }, 120_000);

  it('a ledger that an earlier version bound with it is the same ledger, and forgets it', async () => {
    const { clerk, server } = await desk();
    expect((await clerk.runs('import', 'a.csv', '--to', server.url, '-q', '--state', 'lama.db')).exitCode).toBe(0);
    unsign(clerk.path('lama.db'), clerk.path('.vax-upload/ledger.key'));
    const db = new DatabaseSync(clerk.path('lama.db'));
    db.exec("UPDATE meta SET value = value || '?token=tokenrahasia' WHERE name = 'target'");
    db.close();
    expect((await clerk.runs('status', '--state', 'lama.db')).out).not.toMatch(SECRET);
    const ended = await clerk.runs('resume', '--to', `${server.url}?token=baru`, '--state', 'lama.db');
    expect([ended.exitCode, ended.err.includes('goes to')]).toEqual([0, false]);
    expect(readFileSync(clerk.path('lama.db')).toString('latin1')).not.toMatch(SECRET);
  });
});
