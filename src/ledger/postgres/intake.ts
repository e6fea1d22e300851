/**
 * Intake's side of the ledger in PostgreSQL. A file is one transaction there too, and holds the turn from its first
 * newcomers on; what is in the way of it throws BrokenOff, and whoever reads the file begins it again.
 */

import type { FileIdentity, IntakeLedger } from '../intake-side.ts';
import type { PreparedReading } from '../sealed/prepare.ts';
import type { Row } from '../sqlite/connection.ts';
import { namedRow } from '../sqlite/decision-rows.ts';
import { KIND, STATE } from '../sqlite/entry-rows.ts';
import { ALIKE } from '../sqlite/gone-rows.ts';
import type { OpenTx } from './database.ts';
import type { Desk } from './desk.ts';
import { ring } from './doorbell.ts';
import { CALLED, lastPart } from './needs/lives.ts';
import { facts, lastDeed, takeTurn } from './needs/locks.ts';
import { loadForNewcomers } from './needs/newcomers.ts';
import { loadSheets, loadSurroundings, readingsAt } from './needs/surroundings.ts';
import type { RunSides } from './sides.ts';
import { noteTaken } from './taken.ts';
import type { Loader, NumbersWanted } from './working-copy.ts';

interface OpenFile {
  readonly tx: OpenTx;
  readonly mine: Awaited<ReturnType<Desk<RunSides>['borrow']>>;
  /** The last line of each sheet so far. */
  readonly lastLines: Map<number, number>;
}

/** A number is given to a copy of a copy of a file … : nobody gives one sheet more often in a run. */
const MOST_COPIES = 64;

export function intakeLedger(desk: Desk<RunSides>, run: number): IntakeLedger {
  let open: OpenFile | undefined;

  function file(): OpenFile {
    if (!open) throw new Error('no file is being taken in');
    return open;
  }

  function inFile<T>(
    needs: (load: Loader, sides: RunSides) => Promise<unknown>,
    work: (sides: RunSides) => Promise<T>,
    numbers: NumbersWanted = {},
  ): Promise<T> {
    const { tx, mine } = file();
    return mine.copy.work(
      tx,
      (load) => needs(load, mine.sides),
      () => work(mine.sides),
      numbers,
    );
  }

  /** `isOver`: the copy is of no use any more, too. */
  async function leave(end: (tx: OpenTx) => Promise<void>, isOver = true): Promise<void> {
    const left = file();
    open = undefined;
    desk.within(undefined);
    try {
      await end(left.tx);
    } finally {
      if (isOver) left.mine.giveBack();
    }
  }

  /** That it was begun is written down by itself; see sqlite/places.ts. */
  function note({ copy, sides }: OpenFile['mine'], identity: FileIdentity): Promise<number> {
    return desk.database.transaction((tx) =>
      copy.work(
        tx,
        (load) => loadFilesOf(load, identity.digest),
        async () => sides.intake.places.note(identity),
        { files: 1 },
      ),
    );
  }

  /** The file is ours while its transaction lasts. False where it is not there any more. */
  async function reopen(id: number, identity: FileIdentity): Promise<boolean> {
    const { intake } = file().mine.sides;
    intake.begin(identity);
    let isThere = false;
    await inFile(
      async (load) => {
        isThere = (await load.rows('files', 'id = $1 FOR UPDATE', [id])).length > 0;
      },
      async () => intake.places.reopen(id, identity),
    );
    return isThere;
  }

  return {
    async openFile(identity) {
      const mine = await desk.borrow();
      try {
        for (;;) {
          const id = await note(mine, identity);
          open = { tx: await desk.database.begin(), mine, lastLines: new Map() };
          desk.within(open.tx);
          if (await reopen(id, identity)) {
            await noteTaken(open.tx, run, id);
            return { id };
          }
          // Another computer has closed a file of this name, or has purged, in between.
          await leave((tx) => tx.rollback(), false);
        }
      } catch (error) {
        if (open) await leave((tx) => tx.rollback());
        else mine.giveBack();
        throw error;
      }
    },
    openSheet: (fileId, sheet) =>
      inFile(
        async (load) => {
          await load.rows('files', 'id = $1', [fileId]);
          await load.rows('sheets', 'file = $1', [fileId]);
        },
        ({ intake }) => intake.ledger.openSheet(fileId, sheet),
        { sheets: 1 },
      ),
    admit(sheetId, readings) {
      const newcomers = Array.from(readings);
      const { mine, lastLines } = file();
      const further = goesOn(lastLines, sheetId, newcomers);
      return inFile(
        async (load, { intake }) => {
          await takeTurn(load);
          await loadSheets(load, [sheetId]);
          intake.store.lookAgain();
          const place = intake.places.of(sheetId);
          await loadForNewcomers(load, { place, readings: newcomers, further, run }, intake.store);
        },
        ({ intake }) => intake.ledger.admit(sheetId, newcomers),
        () => numbersFor(newcomers, mine),
      );
    },
    async closeFile(fileId, skipped) {
      await inFile(
        async (load, sides) => {
          await takeTurn(load);
          await loadForEnd(load, sides, run);
          await loadGone(load, sides, fileId, run);
          await facts(load);
          await lastDeed(load);
          await ring(load.tx);
        },
        ({ intake }) => intake.ledger.closeFile(fileId, skipped),
        { decisions: file().mine.sides.intake.store.open().rows.length },
      );
      await leave((tx) => tx.commit());
    },
    async abandonFile(fileId, why) {
      const sides = open?.mine.sides;
      if (open) await leave((tx) => tx.rollback());
      if (why === 'refused' && sides)
        await desk.work(
          // Another computer may be taking in the same bytes.
          (load) => load.rows('files', 'id = $1 FOR UPDATE', [fileId]),
          () => sides.intake.ledger.abandonFile(fileId, why),
        );
    },
    again: (work) => desk.database.again(work),
    async takeBack(entries) {
      await desk.work(
        async (load) => {
          await facts(load);
          await lastDeed(load);
        },
        ({ intake }) => intake.ledger.takeBack(entries),
      );
    },
  };
}

/** A million rows meet nobody; only where older rows are met something is decided of them. */
function numbersFor(newcomers: readonly PreparedReading[], { copy, sides }: OpenFile['mine']) {
  const { length } = newcomers;
  const { db } = copy.connection;
  const meetsRows = db.prepare('SELECT 1 FROM readings LIMIT 1').get() !== undefined;
  const decides = meetsRows || newcomers.some(({ origin }) => origin !== undefined);
  return {
    entries: length,
    // On a row itself, and on each that it sets aside.
    decisions: decides ? 2 * length + Number((db.prepare(TO_SET_ASIDE).get() as Row)['n']) : 0,
    sites: newcomers.some(({ site }) => sides.intake.store.mayBeNewSite(site)) ? length : 0,
  };
}

/** How many of the rows that are loaded a newcomer may set aside. */
const TO_SET_ASIDE = `SELECT count(*) AS n FROM readings LEFT JOIN entries ON entries.id = readings.entry
  WHERE kind IN (${KIND.held}, ${KIND.invalid}, ${KIND.superseded}) OR state <> ${STATE.accepted}`;

/** Whether all lines stand behind those that were read before. */
function goesOn(lastLines: Map<number, number>, sheet: number, newcomers: readonly PreparedReading[]): boolean {
  const before = lastLines.get(sheet) ?? -1;
  let [first, last] = [Number.MAX_SAFE_INTEGER, before];
  for (const { line } of newcomers) [first, last] = [Math.min(first, line), Math.max(last, line)];
  lastLines.set(sheet, last);
  return first > before;
}

/** Files of these bytes, and the copies of it that were given before (sqlite/places.ts). */
async function loadFilesOf(load: Loader, digest: Uint8Array): Promise<void> {
  await load.found(
    'files',
    `WITH RECURSIVE copy(digest, n) AS (
       SELECT $1::bytea, 0 UNION ALL
       SELECT sha256(copy.digest), n + 1 FROM copy WHERE n < ${MOST_COPIES}
         AND EXISTS (SELECT 1 FROM files WHERE files.digest = copy.digest))
     SELECT files.* FROM copy JOIN files USING (digest)`,
    [Buffer.from(digest)],
  );
}

const NOTHING = new Uint8Array();

/** What the file has taken out of play, to be settled at its end (sqlite/corrected.ts). */
async function loadForEnd(load: Loader, { intake }: RunSides, run: number): Promise<void> {
  const { entries, rows } = intake.store.open();
  if (entries.length === 0) return;
  await loadSurroundings(
    load,
    {
      entries: await load.rows('entries', 'id = ANY($1::bigint[]) ORDER BY id FOR UPDATE', [entries]),
      readings: await readingsAt(
        load,
        rows.map(
          (row) =>
            [row['file'], row['sheet'], row['line'], row['part']].map(Number) as [number, number, number, number],
        ),
      ),
    },
    run,
  );
  await load.rows('passages', 'entry = ANY($1::bigint[])', [entries]);
  const names = rows.map((row) => namedRow(row, NOTHING));
  await load.rows('decisions', '(file, sheet) IN (SELECT * FROM unnest($1::text[], $2::text[]))', [
    names.map(({ file }) => file),
    names.map(({ sheet }) => sheet),
  ]);
}

/** Entries that wait and stand in older versions of the file, and how much of these the newer one has. */
async function loadGone(load: Loader, { alike }: RunSides, file: number, run: number): Promise<void> {
  alike.clear();
  const [now] = await load.rows('files', 'id = $1', [file]);
  const name = String(now?.['name'] ?? '');
  const versions = await load.rows('files', `finished IS NOT NULL AND ${CALLED} = $1`, [lastPart(name)]);
  // What was cut short goes when this file is closed, but not what somebody else is reading in this very moment.
  await load.rows('files', `finished IS NULL AND ${CALLED} = $1 AND name = $2 AND id <> $3 FOR UPDATE SKIP LOCKED`, [
    lastPart(name),
    name,
    file,
  ]);
  const older = versions.filter(({ id }) => id !== file).map(({ id }) => Number(id));
  if (older.length === 0 || now?.['finished'] !== null) return;
  const waiting = await load.rows(
    'entries',
    `state <> 3 AND state = ${STATE.pending} AND run <> $1 AND file = ANY($2::bigint[]) ORDER BY id FOR UPDATE`,
    [run, older],
  );
  await readingsAt(
    load,
    waiting.map(
      (row) => [row['file'], row['sheet'], row['line'], row['part']].map(Number) as [number, number, number, number],
    ),
  );
  for (const version of new Set(waiting.map((row) => Number(row['file'])))) {
    const [row] = (await load.tx.query(ALIKE.replaceAll('?1', '$1').replaceAll('?2', '$2'), [file, version])) as Row[];
    alike.set(version, { rows: Number(row?.['n']), again: Number(row?.['same'] ?? 0) });
  }
}
