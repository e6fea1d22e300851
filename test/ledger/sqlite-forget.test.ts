/** What stays of records that the server has: in the files after a kill, after `privacy.keep`, and after a purge. */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openLedger, openLedgerForDeciding } from '../../src/ledger/sqlite/open.ts';
import { receiptOf } from '../../src/ledger/sqlite/server-words.ts';
import { identityOf } from '../../src/record/identity.ts';
import type { PeopleIndex, Verdict } from '../../src/target/target.ts';
import { at, Desk, dose, SITI } from '../support/ledger-desk.ts';
import { type SqliteHome, sqliteHome } from '../support/sqlite-home.ts';

const DAY = 24 * 3_600_000;
const BUDI = at(5, dose());
const OTHERS = [
  at(6, dose(SITI)),
  at(7, dose({ nik: '3324011203909875', name: 'Agus Wijaya' })),
  { line: 8, wrong: ['3324', 'Joko'] },
];

let home: SqliteHome;
let desk: Desk;
beforeEach(async () => {
  home = await sqliteHome();
  desk = new Desk(home);
  await desk.nextRun();
});
afterEach(async () => {
  await desk.leave();
  await home.remove();
});

function values(sql: string, path = home.options.path): unknown[] {
  const db = new DatabaseSync(path, { readOnly: true });
  try {
    return db
      .prepare(sql)
      .all()
      .flatMap((row) => Object.values(row));
  } finally {
    db.close();
  }
}

/** In which files of the folder of a ledger the bytes still stand. */
function filesWith(bodies: readonly Uint8Array[], path: string): string[] {
  return readdirSync(dirname(path)).filter((name) => {
    const bytes = readFileSync(join(dirname(path), name));
    return bodies.some((body) => bytes.includes(Buffer.from(body)));
  });
}

describe('the body of an accepted record', () => {
  let bodies: Uint8Array[];
  beforeEach(async () => {
    await desk.import('kendal.xlsx', [BUDI]);
    bodies = values('SELECT sealed FROM entries') as Uint8Array[];
    await desk.deliver();
  });

  it('that a killed run left in the journal is gone as soon as the ledger is opened again', async () => {
    // What the kernel has of the files is what a kill leaves.
    const path = join(home.folder, 'mati', 'ledger.db');
    mkdirSync(dirname(path));
    for (const end of ['', '-wal', '-shm']) cpSync(home.options.path + end, path + end);
    expect(filesWith(bodies, path)).toEqual(['ledger.db-wal']);
    const ledger = await openLedger({ ...home.options, path });
    expect(statSync(`${path}-wal`).size).toBe(0);
    expect(filesWith(bodies, path)).toEqual([]);
    await ledger.close();
  });

  it('is gone while the run waits for the server', async () => {
    expect(filesWith(bodies, home.options.path)).toContain('ledger.db-wal');
    await desk.ledger.rest();
    expect(filesWith(bodies, home.options.path)).toEqual([]);
  });

  it('stays with a reader that looks at it, and no run waits for that one', async () => {
    const reader = new DatabaseSync(home.options.path, { readOnly: true });
    reader.exec('BEGIN');
    reader.prepare('SELECT count(*) FROM entries').get();
    const before = Date.now();
    await desk.import('lain.xlsx', [OTHERS[0] as typeof BUDI]);
    await desk.ledger.rest();
    expect(Date.now() - before).toBeLessThan(4_000);
    reader.close();
    await desk.ledger.rest();
    expect(statSync(`${home.options.path}-wal`).size).toBe(0);
  });
});

/** A run that ends with the given clock and keeps what is younger than 90 days. */
async function endAt(now: number): Promise<void> {
  const ledger = await openLedger({ ...home.options, keepMs: 90 * DAY });
  await (await ledger.beginRun('resume', now)).endRun(0, now);
  await ledger.close();
}

describe('90 days after the answer', () => {
  beforeEach(async () => {
    await desk.import('kendal.xlsx', [BUDI, ...OTHERS]);
    const batch = (await desk.claim(1))!;
    await desk.settle(batch, () => ({ kind: 'accepted', receipt: 'r-1' }));
    await desk.ledger.endRun(3, 10_000);
    await desk.leave();
  });
  const known = (): unknown[] =>
    values(
      'SELECT length(who) + length(what) + coalesce(length(namesake), 0) + coalesce(length(given), 0) FROM entries ORDER BY id',
    );

  it('only the key and the receipt of what the server has are known; what waits stays whole', async () => {
    await endAt(10_000 + 90 * DAY);
    expect(known()).toEqual([40, 40, 40]);
    await endAt(10_001 + 90 * DAY);
    expect(known()).toEqual([0, 40, 40]);
    const [person, dose, receipt] = values('SELECT person, dose, receipt FROM entries WHERE state = 3') as [
      Uint8Array,
      number,
      Uint8Array,
    ];
    expect(receiptOf(home.sealer, { person, dose, receipt })).toEqual({ receipt: 'r-1' });
    expect(values('SELECT count(*) FROM entries WHERE sealed IS NOT NULL')).toEqual([2]);
  });

  it('and it is not sent again: neither from the same file nor from another, also where the row says something else', async () => {
    await endAt(10_001 + 90 * DAY);
    await desk.nextRun();
    expect(await desk.import('kendal.xlsx', [BUDI, ...OTHERS])).toEqual(['owns', 'owns', 'owns', 'invalid']);
    expect(await desk.import('lain.xlsx', [at(9, dose({}, { date: '2021-10-05' }))])).toEqual(['repeated']);
    expect(await desk.import('teman.xlsx', [at(9, dose({ name: 'Budi Santosa' }, { number: 2 }))])).toEqual(['fresh']);
    expect(await desk.deliver()).not.toContain(BUDI.key);
  });
});

describe('what the server calls people', () => {
  const neededBy: PeopleIndex['neededBy'] = ({ participant }) => [
    { role: 'participant', identity: identityOf(participant), field: 'nik' },
  ];
  /** Everybody is known; the record of the first goes out, and is answered like this. */
  async function sendOne(verdict: Verdict): Promise<void> {
    await desk.import('kendal.xlsx', [BUDI, ...OTHERS]);
    const strangers = await desk.ledger.strangers(9, neededBy);
    await desk.ledger.remember(
      new Map(strangers.map((each) => [each, { kind: 'known', reference: `ihs-${each.person.identity}` }])),
    );
    const batch = (await desk.ledger.claim(1, 5_000, (id) => Buffer.from(id), { neededBy }))!;
    await desk.settle(batch, () => verdict);
    await desk.ledger.endRun(3, 10_000);
    await desk.leave();
  }
  const counted = (): unknown[] => values('SELECT (SELECT count(*) FROM people), (SELECT count(*) FROM needs)');
  const ACCEPTED = { kind: 'accepted', receipt: 'r-1' } as const;
  const IN_DOUBT = { kind: 'in-doubt' } as const;

  it('stands nowhere in the open, and is nobody’s number', async () => {
    await sendOne(ACCEPTED);
    const bytes = readFileSync(home.options.path).toString('latin1');
    expect([bytes.includes('ihs-'), counted()]).toEqual([false, [3, 1]]);
  });

  it.each([
    ['is forgotten when it is as old as what is kept', ACCEPTED, [0, 0]],
    ['stays with what is in doubt, which may have to be sent again as it was', IN_DOUBT, [1, 1]],
  ] as const)('%s', async (_what, verdict, left) => {
    await sendOne(verdict);
    await endAt(9e12);
    expect(counted()).toEqual(left);
  });

  it('stays as long as it is kept', async () => {
    await sendOne(ACCEPTED);
    await endAt(10_000 + 90 * DAY - 20_000);
    expect(counted()).toEqual([3, 1]);
  });

  it.each([
    ['goes with the last record of the person', ACCEPTED, [0, 0]],
    ['stays with what is in doubt', IN_DOUBT, [1, 1]],
  ] as const)('in a purge it %s', async (_what, verdict, left) => {
    await sendOne(verdict);
    const { doubtWaitMs: _, target: __, ...options } = home.options;
    const ledger = await openLedgerForDeciding(options);
    await ledger.purge(10_001);
    await ledger.close();
    expect(counted()).toEqual(left);
  });
});

describe('a purge', () => {
  async function purged(before: number): Promise<unknown> {
    const { doubtWaitMs: _, target: __, ...options } = home.options;
    const ledger = await openLedgerForDeciding(options);
    try {
      return await ledger.purge(before);
    } finally {
      await ledger.close();
    }
  }

  it('takes what the server has had for so long, with its rows; what waits stays, and is sent', async () => {
    await desk.import('lama.xlsx', [BUDI]);
    await desk.import('kendal.xlsx', OTHERS);
    const batch = (await desk.claim(1))!;
    await desk.settle(batch, () => ({ kind: 'accepted', receipt: 'r-1' }));
    const person = values('SELECT person FROM entries WHERE state = 3') as Uint8Array[];
    await desk.ledger.endRun(3, 10_000);
    await desk.leave();
    expect(await purged(10_000)).toEqual({ entries: 0, rows: 0 });
    expect(filesWith(person, home.options.path)).toEqual(['ledger.db']);
    expect(await purged(10_001)).toEqual({ entries: 1, rows: 1 });
    expect(filesWith(person, home.options.path)).toEqual([]);
    expect(values('SELECT name FROM files')).toEqual(['kendal.xlsx']);
    for (const table of ['batches', 'attempts', 'passages'])
      expect(values(`SELECT count(*) FROM ${table}`), table).toEqual([0]);
    await desk.nextRun();
    expect(await desk.desk()).toEqual(['kendal.xlsx 8 invalid NIK_LENGTH']);
    expect((await desk.deliver()).length).toBe(2);
    expect(existsSync(`${home.options.path}-wal`)).toBe(true);
  });

  it('comes by itself at the end of a run, when it is set, and once for each run that has become so old', async () => {
    await desk.import('lama.xlsx', [BUDI]);
    await desk.deliver();
    await desk.ledger.endRun(0, 10_000);
    await desk.leave();
    const endAt = async (now: number, purgeMs?: number): Promise<unknown[]> => {
      const ledger = await openLedger({ ...home.options, purgeMs });
      await (await ledger.beginRun('resume', now)).endRun(0, now);
      await ledger.close();
      return values('SELECT count(*) FROM entries');
    };
    expect(await endAt(10_000 + 400 * DAY)).toEqual([1]);
    expect(await endAt(10_000 + 400 * DAY, 500 * DAY)).toEqual([1]);
    expect(await endAt(10_001 + 400 * DAY, 400 * DAY)).toEqual([0]);
    expect(values("SELECT count(*) FROM audit WHERE deed = 'purged'")).toEqual([1]);
    expect(await endAt(10_002 + 400 * DAY, 400 * DAY)).toEqual([0]);
    expect(values("SELECT count(*) FROM audit WHERE deed = 'purged'")).toEqual([1]);
  });

  it('of a doubt takes nothing', async () => {
    await desk.import('lama.xlsx', [BUDI]);
    await desk.claim();
    await desk.ledger.endRun(5, 10_000);
    await desk.leave();
    expect(await purged(9e15)).toEqual({ entries: 0, rows: 0 });
    expect((await desk.nextRun()) && (await desk.states())).toEqual({ 'in-doubt': 1 });
  });
});
