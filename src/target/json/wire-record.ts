/**
 * A record as the intake API spells it (docs/intake-api.yaml), and which of our fields it means by a name of its own:
 * PURE. What the ledger keeps and compares is written elsewhere (record/key.ts): either may change without the other,
 * as long as the same record is the same bytes from one version to the next.
 */
import type { DoseRecord } from '../../record/record.ts';
import {
  DOSE_PROPERTIES,
  FIELDS,
  type Field,
  PARTICIPANT_PROPERTIES,
  type Property,
} from '../../record/table/fields.ts';

/** The record under its key, as JSON. Absent values are left out. */
export function wireRecord(key: string, { programme, participant, dose }: DoseRecord): string {
  const codes = dose.codes.map(({ system, code }) => ({ system, code }));
  return JSON.stringify({
    key,
    programme,
    participant: spelt(participant, PARTICIPANT_PROPERTIES),
    dose: spelt({ ...dose, codes }, DOSE_PROPERTIES),
  });
}

/** In the order of the table, under its names: this API is ours. A field that is added is sent. */
function spelt(of: object, properties: readonly Property[]): Record<string, unknown> {
  const ours = of as Readonly<Record<string, unknown>>;
  return Object.fromEntries(properties.flatMap(({ name }) => (ours[name] === undefined ? [] : [[name, ours[name]]])));
}

/** What the API calls otherwise than a column of ours. */
const MEANT: ReadonlyMap<string, Field> = new Map<string, Field>([
  ...FIELDS.map((field) => [field.toLowerCase(), field] as const),
  ['number', 'dose'],
  ['codes', 'vaccine'],
  ['series', 'vaccine'],
]);

/**
 * The field that the API means by a name (`nik`, as docs/intake-api.yaml has it) or by the end of a path
 * (`/records/0/dose/number`, `participant.nik`), in whichever way the server joins words (`birth_date`, `BirthDate`): the
 * cell that is marked for the clerk. Undefined where it is none.
 */
export function fieldMeant(path: string): Field | undefined {
  const name = /(?<![A-Za-z_-])([A-Za-z_-]+)['"]?\]?$/.exec(path)?.[1] ?? '';
  return MEANT.get(name.replaceAll(/[_-]/g, '').toLowerCase());
}
