/**
 * A record as the intake API spells it (docs/intake-api.yaml), and which of our fields it means by a name of its own:
 * PURE. What the ledger keeps and compares is written elsewhere (record/key.ts): either may change without the other,
 * as long as the same record is the same bytes from one version to the next.
 */
import type { Dose, DoseRecord, Participant } from '../../record/record.ts';
import { FIELDS, type Field } from '../../record/table/fields.ts';

/**
 * Ours → that of the API, in the order of the bytes. A field that is added and does not stand here does not compile: it
 * would be read and not sent.
 */
const PARTICIPANT = {
  nik: 'nik',
  name: 'name',
  birthDate: 'birthDate',
  sex: 'sex',
  phone: 'phone',
  address: 'address',
  category: 'category',
  motherNik: 'motherNik',
  passport: 'passport',
  kitas: 'kitas',
  nationality: 'nationality',
  birthPlace: 'birthPlace',
  village: 'village',
  postalCode: 'postalCode',
} as const satisfies Record<keyof Participant, string>;
const DOSE = {
  number: 'number',
  date: 'date',
  vaccine: 'vaccine',
  codes: 'codes',
  lot: 'lot',
  site: 'site',
  expirationDate: 'expirationDate',
  performer: 'performer',
  performerNik: 'performerNik',
} as const satisfies Record<keyof Dose, string>;

/** The record under its key, as JSON. Absent values are left out. */
export function wireRecord(key: string, { programme, participant, dose }: DoseRecord): string {
  const codes = dose.codes.map(({ system, code }) => ({ system, code }));
  return JSON.stringify({
    key,
    programme,
    participant: spelt(participant, PARTICIPANT),
    dose: spelt({ ...dose, codes }, DOSE),
  });
}

function spelt(of: object, names: Readonly<Record<string, string>>): Record<string, unknown> {
  const ours = of as Readonly<Record<string, unknown>>;
  const written: Record<string, unknown> = {};
  for (const [name, theirs] of Object.entries(names)) if (ours[name] !== undefined) written[theirs] = ours[name];
  return written;
}

/** What the API calls otherwise than a column of ours. */
const MEANT: Readonly<Record<string, Field>> = { number: 'dose', codes: 'vaccine' };

/**
 * The field that the API means by a name (`nik`, as docs/intake-api.yaml has it) or by the end of a path
 * (`/records/0/dose/number`, `participant.nik`): the cell that is marked for the clerk. Undefined where it is none.
 */
export function fieldMeant(path: string): Field | undefined {
  const name = /(?<![A-Za-z])([A-Za-z]+)'?\]?$/.exec(path)?.[1] ?? '';
  return Object.hasOwn(MEANT, name) ? MEANT[name] : FIELDS.find((field) => field === name);
}
