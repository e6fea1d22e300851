/**
 * Whoever can write the file of a ledger has not its key: what such a person has changed is told, not believed. Every
 * row that counts is signed under the secret of the ledger (signed-tables.ts), and how many there are of each kind is
 * signed too (tally.ts).
 *
 * All writing goes through the triggers of one connection: before a row is changed its signature is checked, and it is
 * signed anew. So no statement can forget to. The triggers are temporary ones, which live in the connection and not in
 * the file: one that stands in the file is nobody's of ours and would make us sign what it writes.
 */
import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { RunError } from '../../errors.ts';
import type { Sealer } from '../sealed/seal.ts';
import type { Numbers } from './numbers.ts';
import { bytesWriter, type SignedValue } from './signed-bytes.ts';
import { genuine, SIGNED_TABLES, type SignedTable, signedTable, signedText } from './signed-tables.ts';
import { addTo, compareTally, countAnew, noteChanges, type Opened, type Tally } from './tally.ts';

export interface Guard {
  /** From now on all that is written is checked and signed. */
  arm(): void;
  /**
   * Signs what is there, whatever it is: a new ledger, or one that an earlier version left. Must run in a transaction,
   * before `arm`.
   */
  signAll(): void;
  /**
   * The signature of an entry that is about to be added with it: a million times in one file, where the trigger would
   * write each row twice.
   */
  added(entry: Readonly<Record<string, SignedValue>>): Uint8Array | null;
  /**
   * Looks at the numbers of rows and at the small tables; rows of people are looked at when something is made of them.
   * @throws RunError LEDGER_CHANGED
   */
  check(): void;
  /** Before a transaction ends well: writes down how many rows there are now. @throws RunError LEDGER_CHANGED */
  settle(): void;
  /** After a transaction was taken back. */
  forget(): void;
}

/** Looked at row by row when a ledger is opened: there are few of them, and much is believed of each. */
const SMALL = ['meta', 'files', 'sheets', 'decisions', 'neighbours', 'erased'] as const;

export function guardOver(db: DatabaseSync, sealer: Sealer, path: string, numbers: Pick<Numbers, 'forget'>): Guard {
  let changes: Tally = {};
  const bytesOf = bytesWriter(signedTable('entries'));
  const changed = (): RunError => new RunError('LEDGER_CHANGED', { path });

  function check(mac: SQLInputValue, text: SQLInputValue): void {
    if (!(mac instanceof Uint8Array) || !sealer.isSigned(String(text), mac)) throw changed();
  }

  // The text of a row that is not signed is null.
  const sign = (text: SQLInputValue): Uint8Array | null => (text === null ? null : sealer.sign(String(text)));
  db.function('sign_row', sign);
  db.function('genuine_row', { deterministic: true }, (mac, text) => {
    check(mac, text);
    return 1;
  });
  db.function('row_added', (table, group, text) => {
    addTo(changes, String(table), String(group), 1);
    return sign(text);
  });
  db.function('row_changed', (table, mac, before, groupBefore, after, group) => {
    if (before !== null) check(mac, before);
    if (group !== groupBefore) {
      addTo(changes, String(table), String(groupBefore), -1);
      addTo(changes, String(table), String(group), 1);
    }
    return sign(after);
  });
  db.function('row_removed', (table, mac, text, group) => {
    check(mac, text);
    addTo(changes, String(table), String(group), -1);
    return 1;
  });

  /** The changes until now; from here on those of the next transaction. */
  function begun(): Tally {
    const noted = changes;
    changes = {};
    numbers.forget();
    return noted;
  }

  const snapshot = (work: () => void): void => {
    // What another connection writes meanwhile must not stand between two numbers.
    const isMine = !db.isTransaction;
    if (isMine) db.exec('BEGIN');
    try {
      work();
    } finally {
      if (isMine && db.isTransaction) db.exec('COMMIT');
    }
  };

  return {
    arm() {
      for (const table of SIGNED_TABLES) db.exec(triggersOf(table));
    },
    signAll() {
      // Before the tables, whose rows it is one of.
      countAnew({ db });
      for (const table of SIGNED_TABLES)
        db.exec(`UPDATE ${table.name} SET mac = sign_row(${textOrNull(table, table.name)})`);
    },
    check: () =>
      snapshot(() => {
        if (db.prepare("SELECT 1 FROM sqlite_schema WHERE type IN ('trigger', 'view')").get()) throw changed();
        for (const name of SMALL)
          db.prepare(`SELECT count(genuine_${name}) FROM (SELECT ${genuine(name)} FROM ${name})`).get();
        compareTally({ db, path });
      }),
    settle() {
      if (Object.keys(changes).length === 0) {
        numbers.forget();
        return;
      }
      noteChanges({ db, path }, begun());
      // The tally itself is written down by that, and counts nothing.
      begun();
    },
    forget: () => void begun(),
    added(entry) {
      addTo(changes, 'entries', String(entry['state']), 1);
      return sealer.sign(bytesOf(entry));
    },
  };
}

/** For a database that nobody else can write: every row is taken for genuine, and none is signed. */
export function unguarded(db: DatabaseSync, numbers: Pick<Numbers, 'forget'>): Guard {
  db.function('genuine_row', { varargs: true }, () => 1);
  const nothing = (): void => undefined;
  return {
    arm: nothing,
    signAll: nothing,
    check: nothing,
    settle: numbers.forget,
    forget: numbers.forget,
    added: () => null,
  };
}

function triggersOf(table: SignedTable): string {
  const { name, key, columns } = table;
  const itself = key.map((column) => `${column} = NEW.${column}`).join(' AND ');
  const [before, after] = [textOrNull(table, 'OLD'), textOrNull(table, 'NEW')];
  const [was, is] = [table.group('OLD'), table.group('NEW')];
  const whenNot = (plain: string | undefined): string => (plain === undefined ? '' : `WHEN NOT ${plain}`);
  // A row that comes with a signature is one that was signed before, and is compared when it is read.
  const whenNew = plainAfterOf(table);
  const [plainBefore, plainAfter] = [table.plain?.('OLD'), table.plain?.('NEW')];
  // Entries are added in one place, a million in a file, and come with their signature: a trigger would cost as much
  // again.
  const added =
    name === 'entries'
      ? ''
      : `CREATE TEMP TRIGGER ${name}_added AFTER INSERT ON main.${name} ${whenNew} BEGIN
           UPDATE ${name} SET mac = row_added('${name}', ${is}, ${after}) WHERE ${itself};
         END;`;
  return `
    ${added}
    CREATE TEMP TRIGGER ${name}_changed AFTER UPDATE OF ${[...key, ...columns].join(', ')} ON main.${name}
      ${whenNot(plainBefore && `(${plainBefore} AND ${plainAfter})`)} BEGIN
      UPDATE ${name} SET mac = row_changed('${name}', OLD.mac, ${before}, ${was}, ${after}, ${is}) WHERE ${itself};
    END;
    CREATE TEMP TRIGGER ${name}_removed AFTER DELETE ON main.${name} ${whenNot(plainBefore)} BEGIN
      SELECT row_removed('${name}', OLD.mac, ${before}, ${was});
    END;`;
}

function plainAfterOf({ plain }: SignedTable): string {
  return `WHEN NEW.mac ISNULL${plain ? ` AND NOT ${plain('NEW')}` : ''}`;
}

/** SQL: the text that is signed, or NULL for a row that is not. */
function textOrNull(table: SignedTable, row: string): string {
  const text = signedText(table, row);
  return table.plain ? `iif(${table.plain(row)}, NULL, ${text})` : text;
}

/** Whether nothing of people stands in a ledger. */
export function isBlank({ db }: Pick<Opened, 'db'>): boolean {
  return ['entries', 'readings', 'decisions'].every(
    (table) => db.prepare(`SELECT 1 FROM ${table} LIMIT 1`).get() === undefined,
  );
}
