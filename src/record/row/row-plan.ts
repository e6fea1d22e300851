/** A header made ready for a million rows: which cell each field is read from, worked out once a sheet. */

import type { DateOrder, DateWriting } from '../dates/date-writing.ts';
import type { ClockOf } from '../dates/time-of-day.ts';
import { countsMonths } from '../fields/age.ts';
import { simpleReaderOf } from '../fields/simple-readers.ts';
import { type SettledColumn, settledOf } from '../given/settled.ts';
import type { DoseColumns, Header } from '../header/columns.ts';
import type { DateParts } from '../header/date-parts.ts';
import type { Legend } from '../header/legend.ts';
import type { Cell, SourceRow } from '../source-row.ts';
import {
  DOSE_PROPERTIES,
  type DoseField,
  type Field,
  isOptional,
  PARTICIPANT_PROPERTIES,
  type Property,
} from '../table/fields.ts';
import type { SimpleField } from './simple-fields.ts';

/** Where a field is read from: a column, or a value that stands for every row. */
export interface Place {
  /** 0-based; -1 when the sheet has no such column. */
  readonly at: number;
  /** What is read without a column: the value from above the header, or ''. */
  readonly otherwise: Cell;
}

/** One dose of a row. */
export interface DosePlan {
  /** As the heading says; undefined when a column, or the sheet, says it. */
  readonly number: number | undefined;
  /** The column of a bare heading "Dosis 1", which may hold a date, a vaccine or a tick; -1 without one. */
  readonly bare: number;
  /**
   * Whether this dose has a date, or a vaccine, column of its own; what a bare cell says goes before a column that all
   * doses share.
   */
  readonly ownDate: boolean;
  readonly ownVaccine: boolean;
  readonly dose: Place;
  readonly date: Place;
  readonly vaccine: Place;
  /** What is read by itself: what the sheet has, and what it should have. */
  readonly simple: readonly SimpleField[];
  /** The columns that are this dose's alone: it was given when one of them says something. */
  readonly own: readonly number[];
}

/** Everything that reading a row needs to know of its header. Columns are 0-based, -1 for none. */
export interface RowPlan {
  readonly header: Header;
  readonly rowNumber: number;
  readonly nik: number;
  readonly kk: number;
  readonly name: number;
  readonly birthDate: number;
  readonly age: number;
  /** Whether that column counts months. */
  readonly ageInMonths: boolean;
  readonly sex: number;
  readonly phone: number;
  /** What is read by itself, where the sheet has it. */
  readonly simple: readonly SimpleField[];
  /**
   * Columns whose texts are dates of another order than day, month, year, or of that one because a person has said so.
   */
  readonly orders: ReadonlyMap<number, DateOrder>;
  /** Those of whose times of day a person has said whose clock they are of. */
  readonly clocks: ReadonlyMap<number, ClockOf>;
  /** Dates in three columns. */
  readonly parts: readonly DateParts[];
  /** As in Header. */
  readonly names: readonly number[];
  readonly legends: ReadonlyMap<number, Legend>;
  /** The columns of the person and the doses. */
  readonly read: ReadonlySet<number>;
  /** Columns of remarks, which may take the row back. */
  readonly remarks: readonly number[];
  /** Columns that are sent as they stand, and in which people write that a row is cancelled: the batch, the site. */
  readonly sentAsTheyStand: readonly number[];
  /** Columns about whether the dose was given. */
  readonly given: readonly SettledColumn[];
  /** Whether the sheet has columns for certain doses, so that a row can be several readings. */
  readonly wide: boolean;
  readonly doses: readonly DosePlan[];
}

const plans = new WeakMap<Header, RowPlan>();

/** The plan of a header; the same header gives the same plan. */
export function planOf(header: Header): RowPlan {
  const known = plans.get(header);
  if (known) return known;
  const column = (field: Field): number => header.columns[field] ?? -1;
  const places = ({ lot = -1, site = -1 }: Readonly<Partial<Record<Field, number>>>) => [lot, site];
  const settled = settledOf(header.given);
  const ofDoses = header.doses.map(({ columns }) => columns);
  const plan: RowPlan = {
    header,
    rowNumber: column('rowNumber'),
    nik: column('nik'),
    kk: column('kk'),
    name: column('name'),
    birthDate: column('birthDate'),
    age: column('age'),
    ageInMonths: countsMonths(header.headings.age ?? ''),
    sex: column('sex'),
    phone: column('phone'),
    simple: simpleFields(PARTICIPANT_PROPERTIES, (field) => ({ at: column(field), otherwise: '' })),
    orders: new Map([...header.orders, ...told(header, 'order')]),
    clocks: new Map(told(header, 'clock')),
    parts: header.parts,
    names: header.names,
    legends: header.legends,
    read: new Set([
      ...header.parts.flatMap(({ month, year }) => [month, year]),
      ...header.names,
      ...Object.values(header.columns),
      ...ofDoses.flatMap((columns) => Object.values(columns)),
    ]),
    remarks: header.remarks.filter((at) => !settled.some((column) => column.at === at)),
    sentAsTheyStand: [...places(header.columns), ...ofDoses.flatMap(places)].filter((at) => at >= 0),
    given: settled,
    wide: header.doses.length > 1 || header.doses[0].number !== undefined,
    doses: header.doses.map((group) => dosePlan(group, header)),
  };
  plans.set(header, plan);
  return plan;
}

function told<Of extends keyof DateWriting>({ writings }: Header, of: Of): [number, NonNullable<DateWriting[Of]>][] {
  return [...writings].flatMap(([at, { [of]: said }]): [number, NonNullable<DateWriting[Of]>][] =>
    said ? [[at, said]] : [],
  );
}

function dosePlan({ number, columns }: DoseColumns, header: Header): DosePlan {
  const place = (field: DoseField): Place => ({
    at: columns[field] ?? header.columns[field] ?? -1,
    otherwise: header.defaults[field] ?? '',
  });
  return {
    number,
    bare: number === undefined ? -1 : (columns.dose ?? -1),
    ownDate: columns.date !== undefined,
    ownVaccine: columns.vaccine !== undefined,
    dose: place('dose'),
    date: place('date'),
    vaccine: place('vaccine'),
    simple: simpleFields(DOSE_PROPERTIES, (field) => place(field as DoseField)),
    own: ownColumns(columns, header),
  };
}

/**
 * In columns that a program told apart the number of each dose stands in a column of its own, filled in advance or not;
 * what was given is said by the others.
 */
function ownColumns({ dose, ...rest }: DoseColumns['columns'], { doses }: Header): readonly number[] {
  // Who will give it, and what is in the refrigerator, is filled in for everybody.
  const others = Object.entries(rest).flatMap(([field, at]) => (isOptional(field as DoseField) ? [] : [at]));
  const isOneOfSeveral = doses.filter(({ number }) => number === undefined).length > 1;
  return isOneOfSeveral || dose === undefined ? others : [dose, ...others];
}

/**
 * In the order of the table. A field that is wanted is read in a sheet without it too, which says that it is missing.
 */
function simpleFields(properties: readonly Property[], placeOf: (field: Field) => Place): readonly SimpleField[] {
  return properties.flatMap((property): SimpleField[] => {
    const read = simpleReaderOf(property);
    const field = property.field as Field;
    if (read === undefined) return [];
    const place = placeOf(field);
    const isThere = place.at >= 0 || place.otherwise !== '';
    return isThere || property.need === 'wanted' ? [{ name: property.name, field, ...place, read }] : [];
  });
}

/**
 * The cell of a place. A column with an empty cell is empty: the value from above the header stands in for missing
 * columns only.
 */
export function cellIn(row: SourceRow, place: Place): Cell {
  return place.at < 0 ? place.otherwise : (row.cells[place.at] ?? '');
}
