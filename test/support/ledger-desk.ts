/** A desk with a ledger on it: what clerks do with one, in few words. Everybody is invented. */
import { createHash } from 'node:crypto';
import type { Doubt, HeldBatch } from '../../src/ledger/delivery-side.ts';
import type { RunOutcomes } from '../../src/ledger/history-side.ts';
import type { Admission } from '../../src/ledger/intake-side.ts';
import type { Ledger, OpenLedger } from '../../src/ledger/ledger.ts';
import type { RowForPerson } from '../../src/ledger/report-side.ts';
import { type PreparedReading, prepare, type RowOrigin } from '../../src/ledger/sealed/prepare.ts';
import type { Sealer } from '../../src/ledger/sealed/seal.ts';
import { naturalKey, recordKey } from '../../src/record/key.ts';
import type { DoseRecord, RecordKey } from '../../src/record/record.ts';
import type { Consignment, Verdict } from '../../src/target/target.ts';

/** Where a ledger lives: opened by one process after the other. */
export interface LedgerHome {
  /** Opens it for runs, as a new process does. */
  open(): Promise<Pick<OpenLedger, 'beginRun' | 'close'>>;
  readonly sealer: Sealer;
  /**
   * So long after its last word a run that died is taken for alive, in milliseconds; absent where nobody else may be at
   * work on the ledger: then whoever opens it knows.
   */
  readonly leaseMs?: number;
  /** Takes the home away. */
  remove(): Promise<void>;
}

/** One line of a sheet: a dose, a row that is wrong, or a row without a record. */
export interface SheetLine {
  readonly line: number;
  readonly group?: number;
  readonly record?: DoseRecord;
  /** The cells of a row that is wrong. */
  readonly wrong?: readonly string[];
  /** Cells of a row of a correction sheet; unless said otherwise those of `wrong`. */
  readonly cells?: readonly string[];
  readonly origin?: Omit<RowOrigin, 'cells'>;
  /** What a row that is wrong names as its facility. */
  readonly site?: string;
}

const BUDI = { nik: '3324011203909870', name: 'Budi Santoso', birthDate: '1990-03-12', sex: 'male' } as const;

/** Each dose on a day of its own, four weeks and more after the one before. */
const DAYS: Readonly<Record<number, string>> = { 2: '2021-10-30', 3: '2022-05-02', 4: '2023-02-02' };

/** A dose; unless said otherwise Budi's first one. */
export function dose(
  person: Partial<DoseRecord['participant']> = {},
  given: Partial<DoseRecord['dose']> = {},
  programme = 'covid19',
): DoseRecord {
  return {
    programme,
    participant: { ...BUDI, ...person },
    dose: { number: 1, date: DAYS[given.number ?? 1] ?? '2021-10-02', vaccine: 'coronavac', codes: [], ...given },
  };
}

export const SITI = { nik: '3324015708850002', name: 'Siti Rahayu', birthDate: '1985-08-17', sex: 'female' } as const;

/** The same of a person who is known by a passport. */
export function foreign(
  { participant: { nik: _, ...participant }, ...record }: DoseRecord,
  document = { nationality: 'IN', passport: 'C7654321' },
): DoseRecord {
  return { ...record, participant: { ...participant, ...document } };
}

export function keyOf(record: DoseRecord): RecordKey {
  return recordKey(naturalKey(record));
}

/** A line with a dose in it, and the key of that dose. */
export interface RowAt extends SheetLine {
  readonly record: DoseRecord;
  readonly key: RecordKey;
}

export function at(line: number, record: DoseRecord, more: Partial<SheetLine> = {}): RowAt {
  return { line, ...more, record, key: keyOf(record) };
}

/** The batch of a claim as readable bytes. */
export function encode(id: string, consignments: readonly Consignment[]): Uint8Array {
  return Buffer.from(JSON.stringify({ id, keys: consignments.map(({ key }) => key) }));
}

export function prepareLine(
  { line, group = 1, record, wrong, cells = wrong ?? [], origin, site = record?.dose.site }: SheetLine,
  sealer: Sealer,
): PreparedReading {
  const kind = record ? 'valid' : wrong ? 'invalid' : 'skipped';
  return prepare(
    {
      line,
      group,
      kind,
      ...(record ? { record } : {}),
      ...(site === undefined ? {} : { site }),
      ...(origin ? { origin: { ...origin, cells } } : {}),
      problems:
        kind === 'invalid'
          ? [{ code: 'NIK_LENGTH', field: 'nik', severity: 'error', params: { n: 15 } }]
          : kind === 'skipped'
            ? [{ code: 'ROW_TOTAL', severity: 'warning' }]
            : [],
      cells: () => wrong ?? [],
    },
    sealer,
  );
}

export const LAYOUT = {
  columns: { nik: 0, name: 1, birthDate: 2, sex: 3, phone: 4 },
  doses: [{ columns: { dose: 5, date: 6, vaccine: 7, lot: 8 } }],
  defaults: {},
} as const;
export const HEADINGS = ['NIK', 'Nama', 'Tgl Lahir', 'JK', 'No HP', 'Dosis', 'Tgl Vaksin', 'Jenis Vaksin', 'No Batch'];

export type Sheet = readonly SheetLine[];

/** Of the bytes that a file with these lines would have. */
export function digestOf(lines: Sheet, sheet = 'OKT'): Buffer {
  return createHash('sha256')
    .update(JSON.stringify([sheet, lines]))
    .digest();
}

export class Desk {
  readonly home: LedgerHome;
  #opened: Pick<OpenLedger, 'beginRun' | 'close'> | undefined;
  #ledger: Ledger | undefined;
  #time = 1_000;
  /** The digest of the version of each file that was begun last, as origins have it. */
  readonly latest = new Map<string, string>();

  constructor(home: LedgerHome) {
    this.home = home;
  }

  get ledger(): Ledger {
    if (!this.#ledger) throw new Error('no run has begun');
    return this.#ledger;
  }

  /** The process goes, however far it has come, and the next run begins. */
  async nextRun(): Promise<Ledger> {
    await this.leave();
    this.#opened = await this.home.open();
    this.#ledger = await this.worker();
    await this.#ledger.recover(++this.#time);
    return this.#ledger;
  }

  /** One more run in the ledger that is open, beside those that go on in it. */
  async worker(): Promise<Ledger> {
    if (!this.#opened) throw new Error('the ledger is not open');
    return this.#opened.beginRun('import', ++this.#time);
  }

  /** What the clock of the desk shows (epoch ms). */
  get time(): number {
    return this.#time;
  }

  /** The process goes; time passes until nobody takes it for alive. */
  async leave(): Promise<void> {
    this.#time += this.home.leaseMs ?? 0;
    await this.#opened?.close();
    this.#opened = undefined;
    this.#ledger = undefined;
  }

  /** Opens a file and admits its lines, so many at once, and does not close it. */
  async begin(
    name: string,
    lines: Sheet,
    sheet = 'OKT',
    chunk = Math.max(1, lines.length),
  ): Promise<{ id: number; kinds: string[]; admissions: readonly Admission[] }> {
    const digest = digestOf(lines, sheet);
    const { id } = await this.ledger.openFile({ name, digest });
    const sheetId = await this.ledger.openSheet(id, { name: sheet, headerLine: 4, headings: HEADINGS, layout: LAYOUT });
    this.latest.set(name, digest.toString('hex', 0, 4));
    const admissions: Admission[] = [];
    for (let first = 0; first < Math.max(1, lines.length); first += chunk)
      admissions.push(
        ...(await this.ledger.admit(
          sheetId,
          lines.slice(first, first + chunk).map((line) => prepareLine(line, this.home.sealer)),
        )),
      );
    return { id, kinds: admissions.map(({ kind }) => kind), admissions };
  }

  /** A whole file; returns what became of each line at the door. */
  async import(name: string, lines: Sheet, sheet?: string): Promise<string[]> {
    const { id, kinds } = await this.begin(name, lines, sheet);
    await this.ledger.closeFile(id, 0);
    return kinds;
  }

  nextDoubt(): Promise<Doubt | undefined> {
    return this.ledger.nextDoubt(++this.#time);
  }

  claim(limit = 100): Promise<HeldBatch | undefined> {
    return this.ledger.claim(limit, ++this.#time, encode);
  }

  /** Sends all that waits and writes down this verdict for every record. */
  async deliver(
    verdict: (key: RecordKey) => Verdict = (key) => ({ kind: 'accepted', receipt: `r-${key}` }),
  ): Promise<RecordKey[]> {
    const sent: RecordKey[] = [];
    for (let batch = await this.claim(); batch; batch = await this.claim()) {
      sent.push(...batch.keys);
      await this.settle(batch, verdict);
    }
    return sent;
  }

  settle(batch: HeldBatch, verdict: (key: RecordKey) => Verdict): Promise<unknown> {
    return this.ledger.settle(batch, new Map(batch.keys.map((key) => [key, verdict(key)])), {
      at: ++this.#time,
      ms: 5,
      answer: 'reply',
    });
  }

  /** The outcomes of this run that are not zero. */
  async outcomes(): Promise<Partial<RunOutcomes>> {
    return Object.fromEntries(Object.entries(await this.ledger.outcomes()).filter(([, count]) => count > 0));
  }

  /** States with entries in them. */
  async states(): Promise<Record<string, number>> {
    return Object.fromEntries(Object.entries(await this.ledger.count()).filter(([, count]) => count > 0));
  }

  async rowsForPerson(which: 'run' | 'all' = 'all'): Promise<RowForPerson[]> {
    const rows: RowForPerson[] = [];
    for await (const row of this.ledger.rowsForPerson(which)) rows.push(row);
    return rows;
  }

  /** `kendal.xlsx 5 held DUP_DIFF:9`, one for each row that needs a person. */
  async desk(which: 'run' | 'all' = 'all'): Promise<string[]> {
    return (await this.rowsForPerson(which)).map(({ file, line, outcome, problems }) =>
      [
        file,
        line,
        outcome,
        ...problems.map(({ code, params }) => (params?.['r'] ? `${code}:${params['r']}` : code)),
      ].join(' '),
    );
  }
}

export const refuse = (): Verdict => ({
  kind: 'refused',
  reasons: [{ code: 'NIK_UNKNOWN', message: 'NIK tidak terdaftar' }],
});
