/** How the server of an upload wants its tables, as values, and what a record says in each column. PURE. */
import type { DoseRecord } from '../../record/record.ts';
import type { Kind } from '../../record/table/field-row.ts';
import { DOSE_PROPERTIES, PARTICIPANT_PROPERTIES, type Property } from '../../record/table/fields.ts';
import type { Consignment } from '../target.ts';

/** One column. */
export interface Column {
  readonly heading: string;
  readonly from: From;
}

/** What a column holds. */
export type From =
  | {
      /** A field of the record by the name of its column here (`nik`, `dose`), or one of `OTHER_SOURCES`. */
      readonly field: string;
      /** How a day is written; that of the template unless given. */
      readonly date?: string | undefined;
      /** Other words for its values: `{ male: L, female: P }`. */
      readonly words?: Readonly<Record<string, string>> | undefined;
      /** Of a code of the vaccine: the code system that is wanted. */
      readonly system?: string | undefined;
    }
  /** The same in every row. */
  | { readonly value: string };

export interface Template {
  readonly columns: readonly Column[];
  /** Between the cells of a CSV. */
  readonly delimiter: string;
  /** How days are written: `yyyy`, `mm` and `dd` with what stands between them. */
  readonly date: string;
  /** A byte order mark before a CSV: without it Excel takes UTF-8 for something else. */
  readonly bom: boolean;
  /** Name of the sheet of a workbook. */
  readonly sheet: string;
}

/** What a column may hold beside the fields of a record. */
const OTHER_SOURCES = ['key', 'batch', 'programme', 'code'] as const;

interface Placed {
  readonly of: 'participant' | 'dose';
  readonly property: Property;
}

const PROPERTIES: ReadonlyMap<string, Placed> = new Map<string, Placed>([
  ...PARTICIPANT_PROPERTIES.map((property) => [property.field, { of: 'participant', property }] as const),
  ...DOSE_PROPERTIES.filter(({ kind }) => kind !== 'codes').map(
    (property) => [property.field, { of: 'dose', property }] as const,
  ),
]);

/** The names that a column may name. */
export const SOURCES: readonly string[] = [...OTHER_SOURCES, ...PROPERTIES.keys()];

/** Without a template: the key, and every field under its own name. */
export const PLAIN: Template = {
  columns: ['key', ...PROPERTIES.keys()].map((field) => ({ heading: field, from: { field } })),
  delimiter: ',',
  date: 'yyyy-mm-dd',
  bom: true,
  sheet: 'Data',
};

/** What a record says in each column; empty where it says nothing. */
export function cellsOf({ key, record }: Consignment, batch: string, template: Template): string[] {
  return template.columns.map(({ from }) => {
    if ('value' in from) return from.value;
    const text = textOf(from.field, { key, record, batch, system: from.system });
    const written = isDay(from.field) && text !== '' ? writeDay(text, from.date ?? template.date) : text;
    return own(from.words, written) ?? written;
  });
}

interface Asked {
  readonly key: string;
  readonly record: DoseRecord;
  readonly batch: string;
  readonly system: string | undefined;
}

function textOf(field: string, { key, record, batch, system }: Asked): string {
  switch (field) {
    case 'key':
      return key;
    case 'batch':
      return batch;
    case 'programme':
      return record.programme;
    case 'code': {
      const { codes } = record.dose;
      return (system === undefined ? codes[0] : codes.find((code) => code.system === system))?.code ?? '';
    }
    default: {
      const found = PROPERTIES.get(field);
      const value = found && (record[found.of] as Readonly<Record<string, unknown>>)[found.property.name];
      return value === undefined ? '' : String(value);
    }
  }
}

function isDay(field: string): boolean {
  const kind = PROPERTIES.get(field)?.property.kind;
  return kind !== undefined && DAY_KINDS.has(kind);
}

/** Kinds of field whose values are days (record/table/). */
const DAY_KINDS: ReadonlySet<Kind> = new Set<Kind>(['birthDate', 'date', 'expiry']);

/** `2021-10-02` in another order. */
function writeDay(day: string, form: string): string {
  const [yyyy = '', mm = '', dd = ''] = day.split('-');
  return form.replace('yyyy', yyyy).replace('mm', mm).replace('dd', dd);
}

/** Whether a form of days says each part once. */
export function isDayForm(form: string): boolean {
  return ['yyyy', 'mm', 'dd'].every((part) => form.split(part).length === 2) && /^[ymd ./-]{8,12}$/.test(form);
}

function own(words: Readonly<Record<string, string>> | undefined, name: string): string | undefined {
  return words !== undefined && Object.hasOwn(words, name) ? words[name] : undefined;
}
