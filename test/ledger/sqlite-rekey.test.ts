/** Keys from a file, a command and a passphrase, and changing one for another, however far that comes. */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ForeignKey } from '../../src/ledger/sealed/outer-key.ts';
import { createSealer } from '../../src/ledger/sealed/seal.ts';
import { connect } from '../../src/ledger/sqlite/connection.ts';
import { openLedger, openLedgerForReading } from '../../src/ledger/sqlite/open.ts';
import { rekey } from '../../src/ledger/sqlite/rekey.ts';
import { at, Desk, dose } from '../support/ledger-desk.ts';
import { type SqliteHome, sqliteHome } from '../support/sqlite-home.ts';

let home: SqliteHome;
beforeEach(async () => {
  home = await sqliteHome();
  const desk = new Desk(home);
  await desk.nextRun();
  await desk.import('kendal.xlsx', [at(5, dose())]);
  await desk.leave();
});
afterEach(() => home.remove());

const foreign = (kind: ForeignKey['kind'], text: string): ForeignKey => ({ kind, name: kind, read: async () => text });
const HEX = 'ab'.repeat(32);

/** Whether a key opens the ledger and what is in it. */
async function opens(options: { key?: ForeignKey } = {}): Promise<boolean> {
  try {
    const ledger = await openLedger({ ...home.options, ...options });
    const run = await ledger.beginRun('resume', 1);
    const batch = await run.claim(1, 1, (id, consignments) => Buffer.from(id + JSON.stringify(consignments)));
    if (batch) await run.release(batch, 0, { at: 1, ms: 1, answer: 'test' });
    await ledger.close();
    return batch !== undefined;
  } catch (error) {
    expect(error).toMatchObject({ code: 'LEDGER_KEY_WRONG' });
    return false;
  }
}

function slots(): number {
  const db = new DatabaseSync(home.options.path, { readOnly: true });
  const row = db.prepare("SELECT value FROM meta WHERE name = 'key-slots'").get();
  db.close();
  return (JSON.parse(String(row?.['value'])) as unknown[]).length;
}

const all = () => ({ ...home.options, paths: [home.options.path] });

describe('a new key in the same file', () => {
  it('opens, and the old one does not', async () => {
    const old = readFileSync(home.options.keyFile);
    await rekey(all());
    expect([await opens(), slots(), existsSync(`${home.options.keyFile}.next`)]).toEqual([true, 1, false]);
    writeFileSync(home.options.keyFile, old);
    expect(await opens()).toBe(false);
  });

  it('a kill before it took the place of the old one leaves the old one, after that the new one', async () => {
    const old = readFileSync(home.options.keyFile);
    // The rename fails: as far as a run comes that is killed there, with both slots written.
    const path = home.options.keyFile;
    const next = foreign('command', HEX);
    await rekey({ ...all(), next });
    expect([await opens(), slots()]).toEqual([true, 2]);
    writeFileSync(`${path}.next`, Buffer.from(HEX, 'hex'), { mode: 0o600 });
    renameSync(`${path}.next`, path);
    expect([await opens(), slots()]).toEqual([true, 1]);
    writeFileSync(path, old);
    expect(await opens()).toBe(false);
  });

  it('is changed for all ledgers that it opens, or for none', async () => {
    const other = `${home.options.path}.other.db`;
    await (await openLedger({ ...home.options, path: other })).close();
    await rekey({ ...home.options, paths: [home.options.path, other] });
    await (await openLedgerForReading({ ...home.options, path: other })).close();
    const foreigner = { ...home.options, path: `${other}.third.db`, key: foreign('passphrase', 'orang lain') };
    await (await openLedger(foreigner)).close();
    const before = readFileSync(home.options.keyFile);
    await expect(rekey({ ...home.options, paths: [home.options.path, foreigner.path] })).rejects.toMatchObject({
      code: 'LEDGER_KEY_WRONG',
    });
    expect([readFileSync(home.options.keyFile).equals(before), await opens()]).toEqual([true, true]);
  });

  it('waits for no run', async () => {
    const ledger = await home.open();
    await expect(rekey(all())).rejects.toMatchObject({ code: 'LEDGER_BUSY' });
    await ledger.close();
    expect(await opens()).toBe(true);
  });
});

describe('a key from elsewhere', () => {
  it.each([
    ['a passphrase', foreign('passphrase', 'kuda besi tua'), foreign('passphrase', 'kuda besi muda')],
    ['a command', foreign('command', `${HEX}\n`), foreign('command', 'cd'.repeat(32))],
    ['a command in base64', foreign('command', Buffer.alloc(32, 9).toString('base64')), foreign('command', HEX)],
  ])('%s opens, the key before it until then, and nothing else', async (_, key, wrong) => {
    await rekey({ ...all(), next: key });
    expect(await opens()).toBe(true);
    expect(await opens({ key: wrong })).toBe(false);
    expect(await opens({ key })).toBe(true);
    expect([slots(), await opens()]).toEqual([1, false]);
    await rekey({ ...all(), key, next: wrong });
    expect([await opens({ key: wrong }), await opens({ key })]).toEqual([true, false]);
  });

  it.each(['', 'pendek', 'ab'.repeat(31), Buffer.alloc(33).toString('base64')])(
    'a command that prints %j prints no key',
    async (text) => {
      await expect(rekey({ ...all(), next: foreign('command', text) })).rejects.toMatchObject({
        code: 'LEDGER_KEY_WRONG',
      });
      expect(await opens()).toBe(true);
    },
  );

  it('a passphrase is the same one in either spelling of its letters', async () => {
    await rekey({ ...all(), next: foreign('passphrase', 'caf\u00e9') });
    expect(await opens({ key: foreign('passphrase', 'cafe\u0301') })).toBe(true);
  });

  it('makes a ledger from the start, and no key file is needed', async () => {
    const options = {
      ...home.options,
      path: `${home.options.path}.baru.db`,
      keyFile: '/tidak/ada',
      key: foreign('passphrase', 'baru'),
    };
    await (await openLedger(options)).close();
    await (await openLedgerForReading(options)).close();
    expect(existsSync('/tidak')).toBe(false);
  });
});

it('a ledger of an earlier version, whose secret is the key itself, opens as before, and can be given another key', async () => {
  const path = `${home.options.path}.lama.db`;
  const secret = readFileSync(home.options.keyFile);
  const sealer = createSealer(secret);
  const old = connect(path, sealer, () => 1);
  const check = Buffer.from(sealer.seal('vax-upload', Buffer.from('key check'))).toString('base64');
  old.db.prepare("INSERT INTO meta (name, value) VALUES ('key-check', ?)").run(check);
  old.close();
  const ledger = await openLedger({ ...home.options, path });
  expect(Buffer.from(ledger.secret)).toEqual(secret);
  await ledger.close();
  await rekey({ ...home.options, paths: [home.options.path, path] });
  const again = await openLedger({ ...home.options, path });
  expect(Buffer.from(again.secret)).toEqual(secret);
  await again.close();
});
