/**
 * A reading made ready for the ledger: fingerprints instead of names, a sealed body instead of a record. It is done
 * before the door, on the thread that reads, because sealing a row costs as much as reading it.
 */

import { hash } from 'node:crypto';
import { doseSlot, numberInSlot } from '../../record/dose-slot.ts';
import { namesakeText } from '../../record/fields/namesakes.ts';
import { identityOf } from '../../record/identity.ts';
import { canonicalRecord, doseText } from '../../record/key.ts';
import type { Problem } from '../../record/problems.ts';
import type { DoseRecord, OriginalRow } from '../../record/record.ts';
import { hideGiven } from '../given-dose.ts';
import type { Sealer } from './seal.ts';

/** What a row of a correction sheet says of itself. */
export interface RowOrigin extends OriginalRow {
  /** The clerk has emptied the cell with our reasons: what we asked about is right as it stands. */
  readonly confirmed: boolean;
  /**
   * The clerk has written the word for it into that cell: the row is not to be sent, and nobody is to be asked about it
   * again.
   */
  readonly dismissed?: boolean;
  /** The row as text, to be compared with the one that it corrects. */
  readonly cells: readonly string[];
}

/** A reading as intake has it. */
export interface TakenReading {
  readonly line: number;
  /** Which group of a wide row, as in RowRef. */
  readonly group: number;
  readonly kind: 'valid' | 'invalid' | 'skipped';
  readonly record?: DoseRecord;
  readonly problems: readonly Problem[];
  /** The facility, as the row or its sheet names it; reports count by it. */
  readonly site?: string;
  /** The row that a correction sheet says it corrects. */
  readonly origin?: RowOrigin;
  /** The row as text; asked for only where a person must look at it. */
  readonly cells: () => readonly string[];
}

/** A record as the ledger knows it. */
export interface PreparedRecord {
  /** Fingerprint of the identity number in the programme: 16 bytes. With `dose` it is the key. */
  readonly person: Uint8Array;
  /** Which dose of the person (record/dose-slot.ts). */
  readonly dose: number;
  /** Fingerprint of name and birth date: 8 bytes. */
  readonly who: Uint8Array;
  /** Fingerprint of date, vaccine and batch number: 8 bytes. */
  readonly what: Uint8Array;
  /** Fingerprint of name and birth date alone, the same for all namesakes: 8 bytes. */
  readonly namesake: Uint8Array;
  /** The day and the vaccine, hidden (given-dose.ts): 16 bytes. */
  readonly given: Uint8Array;
  readonly sealed: Uint8Array;
}

export interface PreparedReading {
  readonly line: number;
  readonly group: number;
  readonly kind: 'valid' | 'invalid' | 'skipped';
  /** As `writeProblems` writes them; null when there are none. */
  readonly problems: string | null;
  readonly record?: PreparedRecord;
  readonly origin?: RowOrigin;
  /** In the open: the ledger keeps it sealed, and a number instead of it beside the row. */
  readonly site?: string;
  /** The sealed cells and problems of a row that needs a person. */
  readonly row?: Uint8Array;
  /** Fingerprint of those cells: the same row in another version of its file. 8 bytes. */
  readonly said?: Uint8Array;
}

export function prepare(reading: TakenReading, sealer: Sealer): PreparedReading {
  const { line, group, kind, record, origin, site } = reading;
  const prepared: { -readonly [Key in keyof PreparedReading]: PreparedReading[Key] } = {
    line,
    group,
    kind,
    problems: writeProblems(reading.problems),
  };
  if (origin) prepared.origin = origin;
  if (site !== undefined) prepared.site = site;
  if (record) prepared.record = prepareRecord(record, sealer);
  else if (kind !== 'skipped') {
    const cells = reading.cells();
    prepared.row = sealer.seal(JSON.stringify({ cells, problems: reading.problems }), ROW_OWNER);
    prepared.said = saidInCells(cells, sealer);
  }
  return prepared;
}

/**
 * What a row without a record says, as 8 bytes; empty cells at its end say nothing, and a correction sheet has more of
 * them.
 */
export function saidInCells(cells: readonly string[], sealer: Sealer): Uint8Array {
  return sealer.shortFingerprint(
    `said ${JSON.stringify(cells.slice(0, cells.findLastIndex((cell) => cell !== '') + 1))}`,
  );
}

/** What a row with a record says, as 8 bytes: who got which dose, when and of what. */
export function saidInRecord(
  { person, dose, who, what }: Omit<PreparedRecord, 'namesake' | 'given' | 'sealed'>,
  sealer: Sealer,
): Uint8Array {
  const [a, b, c] = [person, who, what].map((bytes) => Buffer.from(bytes).toString('latin1'));
  return sealer.shortFingerprint(`said ${a} ${dose} ${b} ${c}`);
}

function prepareRecord(record: DoseRecord, sealer: Sealer): PreparedRecord {
  const { participant, dose } = record;
  const fingerprint = personFingerprint(record.programme, identityOf(participant), sealer);
  const person = fingerprint.subarray(0, 16);
  // The second half is stored nowhere, so that it is a secret of this person under which the rest can be hashed: one
  // HMAC a row instead of three.
  const secret = secretOf(fingerprint);
  const name = namesakeText(participant);
  const slot = doseSlot(dose);
  return {
    person,
    dose: slot,
    who: digest(`${secret} who ${name}`),
    what: digest(`${secret} what ${doseText(dose)}`),
    namesake: sealer.shortFingerprint(`${record.programme} ${name}`),
    given: hideGiven(dose, secret),
    sealed: sealer.seal(canonicalRecord(record), ownerOf(person, slot)),
  };
}

/** The half of the fingerprint of a person that is stored nowhere. */
export function secretOf(fingerprint: Buffer): string {
  return fingerprint.toString('latin1', 16);
}

/** 32 bytes that stand for a person in a programme; the first 16 are kept in the ledger, the others nowhere. */
export function personFingerprint(programme: string, identity: string, sealer: Sealer): Buffer {
  return sealer.fingerprint(`${programme} ${identity}`);
}

/**
 * Eight bytes of SHA-256. The text begins with 128 secret bits, and the rest of the hash is thrown away: nobody can
 * extend or guess it.
 */
function digest(text: string): Uint8Array {
  return Buffer.from(hash('sha256', text, 'binary').slice(0, 8), 'latin1');
}

/** The additional data of sealed rows, which belong to no entry. */
export const ROW_OWNER: Uint8Array = Buffer.from('row');

/** The additional data that ties a sealed body to its entry. `dose`: one byte, or three where it names a series. */
export function ownerOf(person: Uint8Array, dose: number): Uint8Array {
  const size = dose > 255 ? 3 : 1;
  const owner = Buffer.allocUnsafe(person.length + size);
  owner.set(person);
  owner.writeUIntBE(dose, person.length, size);
  return owner;
}

/**
 * `CODE:field:severity` with spaces between, and the line of the other row where one is meant. Other parameters are
 * left out: they may hold what a cell said.
 */
export function writeProblems(problems: readonly Problem[]): string | null {
  if (problems.length === 0) return null;
  return problems.map(writeProblem).join(' ');
}

function writeProblem({ code, field, severity, params }: Problem): string {
  const other = params?.['r'] ?? params?.['rows'];
  return `${code}:${field ?? ''}:${severity}${typeof other === 'number' ? `:${other}` : ''}`;
}

/** `dose`: which dose of the person the reading is about; a dose recorded twice (DUP_DIFF) is that one. */
export function readProblems(text: string | null, dose?: number): Problem[] {
  if (!text) return [];
  return text.split(' ').map((written) => {
    const [code, field, severity, other] = written.split(':') as [
      Problem['code'],
      Problem['field'] | '',
      Problem['severity'],
      string?,
    ];
    const params = {
      ...(other === undefined ? {} : { r: Number(other), rows: Number(other) }),
      ...(code === 'DUP_DIFF' && dose !== undefined ? { d: numberInSlot(dose) } : {}),
    };
    return { code, severity, ...(field ? { field } : {}), ...(Object.keys(params).length > 0 ? { params } : {}) };
  });
}
