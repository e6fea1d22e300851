/**
 * Power loss cannot be shown by killing: the kernel keeps what was written. What can be shown is that SQLite is set to
 * force every commit to the disk, and that the program really asks for it at the right moments.
 */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createSealer } from '../../src/ledger/sealed/seal.ts';
import { connect } from '../../src/ledger/sqlite/connection.ts';
import { startFakeServer } from '../support/fake-server.ts';
import { fire } from './fire.ts';
import { type Home, makeHome } from './home.ts';
import { inventSheets } from './sheets.ts';
import { type Call, callsIn, straceToCount, whyNoStrace } from './strace.ts';

it('the ledger is written through: WAL with synchronous FULL', () => {
  using home = makeHome('http://127.0.0.1:1/v1', inventSheets(1, 3));
  const { db } = connect(join(home.folder, 'ledger.db'), createSealer(Buffer.alloc(32, 1)), Date.now);
  const setting = (name: string): unknown => Object.values(db.prepare(`PRAGMA ${name}`).get() ?? {})[0];
  expect({ journal: setting('journal_mode'), synchronous: setting('synchronous') }).toEqual({
    journal: 'wal',
    synchronous: 2,
  });
  db.close();
});

/** The calls of an import, in order, one letter each; '' for those that do not matter. */
async function courseOf(
  calls: readonly Call[],
  letter: (call: string, text: string) => string,
  paths?: (home: Home) => string[],
): Promise<string> {
  const sheets = inventSheets(19, 30);
  await using server = await startFakeServer();
  using home = makeHome(server.url, sheets, { delivery: '  concurrency: 1\n' });
  const log = `${home.folder}.strace`;
  await fire(home, ['import', ...sheets.files.keys(), '--json'], {
    under: straceToCount(calls, paths?.(home) ?? [], log),
    env: { UV_THREADPOOL_SIZE: '1' },
  });
  expect(server.effects.size).toBe(sheets.effects.size);
  return callsIn(log)
    .map(({ call, text }) => letter(call, text))
    .join('');
}

const why = whyNoStrace();

describe.skipIf(why !== undefined)(`forced to the disk${why === undefined ? '' : ` (skipped: ${why})`}`, () => {
  it('each claim before its request leaves, each answer before the next claim', { timeout: 60_000 }, async () => {
    const course = await courseOf(['fsync', 'write', 'writev'], (call, text) => {
      if (call === 'fsync') return /ledger\.db-wal>/.test(text) ? 'F' : '';
      return /POST \/v1\/submissions/.test(text) ? 'P' : '';
    });
    expect(course.match(/P/g)?.length).toBeGreaterThan(3);
    // Before the first submission its claim, between two the answer of one and the claim of the other, after the last
    // its answer.
    expect(course).toMatch(/^F+P(F{2,}P)*F+$/);
  });

  it('the key before it bears its name, and its folder after', { timeout: 60_000 }, async () => {
    const course = await courseOf(
      ['write', 'fsync', 'link'],
      (call, text) => ({ write: 'w', link: 'L', fsync: /ledger\.key\.new>/.test(text) ? 'f' : 'F' })[call] ?? '',
      ({ keyFile, folder }) => [`${keyFile}.new`, join(folder, '.vax-upload')],
    );
    expect(course).toMatch(/^wfLF/);
  });

  it('each correction sheet before it bears its name, and its folder after', { timeout: 60_000 }, async () => {
    const course = await courseOf(
      ['write', 'writev', 'fsync', 'rename'],
      (call, text) =>
        ({ write: 'w', writev: 'w', rename: 'R', fsync: /ledger\.db\.sheet>/.test(text) ? 'f' : 'F' })[call] ?? '',
      ({ ledger, folder }) => [`${ledger}.sheet`, folder],
    );
    expect(course).toMatch(/^(w+fRF)+$/);
  });
});
