/**
 * That somebody was erased is remembered, so that the sheet that still lies there does not bring them back: a mark for
 * each dose and for each row without one. A mark is a fingerprint of a fingerprint: it says something only to who
 * brings the same dose or row again.
 */
import type { PreparedReading } from '../sealed/prepare.ts';
import type { Connection, Row } from './connection.ts';
import { hex } from './stored-entry.ts';

export interface Erased {
  /** Before a file: nearly every ledger has none, and of a million rows the first one looks. */
  begin(): void;
  /** The reading is of a dose or a row that was erased. */
  has(reading: PreparedReading): boolean;
  /** The mark under which it would stand there. */
  markOf(reading: Pick<PreparedReading, 'record' | 'said'>): Uint8Array | undefined;
  /** When something of these people was erased last (epoch ms); undefined where nothing was. */
  since(people: readonly Uint8Array[]): number | undefined;
  /**
   * Must run in a transaction, as `forget`. `doses`: entries of the person; `rows`: what rows without one say
   * (prepare.ts).
   */
  add(
    person: Uint8Array,
    what: { readonly doses: readonly Row[]; readonly rows: readonly Uint8Array[] },
    at: number,
  ): void;
  /** Their rows may be taken in again. Returns how many marks there were. */
  forget(people: readonly Uint8Array[]): number;
}

export function erasedIn({ db, sealer }: Pick<Connection, 'db' | 'sealer'>): Erased {
  const find = db.prepare('SELECT 1 FROM erased WHERE mark = ?');
  const latest = db.prepare('SELECT max(at) AS at FROM erased WHERE person = ?');
  const put = db.prepare('INSERT OR REPLACE INTO erased (mark, person, at) VALUES (?, ?, ?)');
  const remove = db.prepare('DELETE FROM erased WHERE person = ?');
  const any = db.prepare('SELECT 1 FROM erased LIMIT 1');
  let isAny: boolean | undefined;

  const ofDose = (person: unknown, dose: unknown): Uint8Array =>
    sealer.shortFingerprint(`erased dose ${hex(person)} ${Number(dose)}`);
  const ofRow = (said: Uint8Array): Uint8Array => sealer.shortFingerprint(`erased row ${hex(said)}`);
  const ofPerson = (person: Uint8Array): Uint8Array => sealer.shortFingerprint(`erased person ${hex(person)}`);
  const markOf: Erased['markOf'] = ({ record, said }) =>
    record ? ofDose(record.person, record.dose) : said && ofRow(said);

  return {
    begin() {
      isAny = undefined;
    },
    markOf,
    has(reading) {
      isAny ??= any.get() !== undefined;
      if (!isAny) return false;
      const mark = markOf(reading);
      return mark !== undefined && find.get(mark) !== undefined;
    },
    since(people) {
      const times = people.map((person) => (latest.get(ofPerson(person)) as Row)['at']);
      const known = times.filter((at) => at !== null).map(Number);
      return known.length === 0 ? undefined : Math.max(...known);
    },
    add(person, { doses, rows }, at) {
      for (const entry of doses) put.run(ofDose(entry['person'], entry['dose']), ofPerson(person), at);
      for (const said of rows) put.run(ofRow(said), ofPerson(person), at);
    },
    forget: (people) => people.reduce((n, person) => n + Number(remove.run(ofPerson(person)).changes), 0),
  };
}
