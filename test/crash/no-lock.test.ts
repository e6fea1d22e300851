/**
 * Disks that cannot lock, or not force what was written: network and cloud folders. strace lets the system calls fail
 * as they do there.
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FakeServer, startFakeServer } from '../support/fake-server.ts';
import { twoLines } from './exact.ts';
import { fire } from './fire.ts';
import { type Home, makeHome } from './home.ts';
import { type CrashSheets, inventSheets } from './sheets.ts';
import { whyNoStrace } from './strace.ts';

const why = whyNoStrace();
let server: FakeServer;
let home: Home;
let sheets: CrashSheets;
beforeAll(async () => {
  server = await startFakeServer();
  sheets = inventSheets(23, 20);
  home = makeHome(server.url, sheets);
});
afterAll(async () => {
  home[Symbol.dispose]();
  await server.close();
});

const importAll = (...more: string[]): string[] => ['import', ...sheets.files.keys(), ...more];
/** The call fails with this error on the files of the ledger, and on nothing else. */
function failing(call: string, error: string): string[] {
  const paths = ['', '-wal', '-shm', '.lock', '.lock-try'].flatMap((ending) => ['-P', `${home.ledger}${ending}`]);
  return [
    'strace',
    '-f',
    '-qq',
    '-o',
    '/dev/null',
    '-e',
    `trace=${call}`,
    ...paths,
    '-e',
    `inject=${call}:error=${error}`,
  ];
}

describe.skipIf(why !== undefined)(
  `a disk that cannot lock, or not force (${why ?? 'by strace'})`,
  { timeout: 120_000 },
  () => {
    it.each([
      ['fcntl', 'ENOLCK'],
      ['fcntl', 'EACCES'],
      ['fcntl', 'EPERM'],
      ['fcntl', 'EOPNOTSUPP'],
      ['fcntl', 'EINVAL'],
      ['fsync,fdatasync', 'EINVAL'],
      ['fsync,fdatasync', 'EOPNOTSUPP'],
    ])('%s with %s: exit 74 with a sentence of its own, not "nothing to do"', async (call, error) => {
      const run = await fire(home, importAll('--quiet', '--lang', 'en'), { under: failing(call, error) });
      expect(run.err).toContain('[DISK_NO_LOCK]');
      expect({ exitCode: run.exitCode, faults: twoLines(run.err) }).toEqual({ exitCode: 74, faults: [] });
      expect(server.effects.size).toBe(0);
      expect(existsSync(`${home.ledger}.lock-try`)).toBe(false);
    });

    it('a disk that fails while it forces is still called that', async () => {
      const run = await fire(home, importAll('--quiet', '--lang', 'en'), { under: failing('fsync,fdatasync', 'EIO') });
      expect([run.exitCode, run.err]).toEqual([74, expect.stringContaining('[DISK_FAILED]')]);
    });

    it('the advice is followed: a ledger on a disk of this computer, and the sheets stay where they are', async () => {
      const refused = await fire(home, importAll('--quiet', '--lang', 'en'), { under: failing('fcntl', 'ENOLCK') });
      const [flag = ''] = /--state/.exec(refused.err) ?? [];
      const elsewhere = mkdtempSync(join(tmpdir(), 'vax-local-'));
      try {
        const run = await fire(home, importAll('--quiet', flag, join(elsewhere, 'buku.db')), {
          under: failing('fcntl', 'ENOLCK'),
        });
        expect(run.exitCode, run.err).toBe(3);
        expect(server.effects.size).toBeGreaterThan(0);
      } finally {
        rmSync(elsewhere, { recursive: true, force: true });
      }
    });
  },
);

describe('a ledger that this user may not look at', { timeout: 60_000 }, () => {
  const nobody = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'];
  const can =
    process.getuid?.() === 0 &&
    spawnSync(nobody[0] ?? '', [...nobody.slice(1), process.execPath, '--version']).status === 0;

  it.skipIf(!can).each([
    ['status', ['status', '--quiet']],
    ['rejects', ['rejects', '--quiet', '-o', '/tmp/tidak-ditulis.xlsx']],
    ['explain', ['explain', '--quiet', 'a.csv', '2']],
  ] as const)(
    '%s: it is there, and that is said (skipped where only root could become another user)',
    async (_, args) => {
      expect((await fire(home, importAll('--quiet'))).exitCode).toBe(3);
      for (const folder of [home.folder, dirname(home.folder)]) chmodSync(folder, 0o755);
      chmodSync(dirname(home.ledger), 0o700);
      const run = await fire(home, [...args], { under: nobody });
      expect(run.err).toContain('[LEDGER_FORBIDDEN]');
      expect({ exitCode: run.exitCode, faults: twoLines(run.err) }).toEqual({ exitCode: 74, faults: [] });
    },
  );
});
