/** The readers of the fields that are read by themselves, by what their cells hold. */

import type { ReadingRules } from '../rules.ts';
import type { Cell } from '../source-row.ts';
import type { SimpleKind } from '../table/field-row.ts';
import type { Field, Property } from '../table/fields.ts';
import { readCountry } from './country.ts';
import { readOtherNik, readPassport, readStayPermit } from './documents.ts';
import { readExpiry } from './expiry.ts';
import type { FieldReading } from './field-reading.ts';
import { readCategory, readSite } from './listed-name.ts';
import { readLot } from './lot.ts';
import { readPlace, readPostalCode, readStaffName } from './optional-texts.ts';
import { readPhone } from './phone.ts';
import { readText } from './text-cell.ts';

/** One cell by itself, without a word of the others. */
export type SimpleReader = (cell: Cell, rules: ReadingRules, field: Field) => FieldReading<string>;

const READERS: Readonly<Record<SimpleKind, SimpleReader>> = {
  text: (cell, _, field) => readText(cell, field),
  phone: readPhone,
  category: readCategory,
  lot: readLot,
  site: readSite,
  place: readPlace,
  staffName: readStaffName,
  postalCode: readPostalCode,
  country: readCountry,
  otherNik: readOtherNik,
  passport: readPassport,
  stayPermit: readStayPermit,
  expiry: readExpiry,
};

/** The reader of a field; undefined where it is read together with others. */
export function simpleReaderOf({ kind }: Pick<Property, 'kind'>): SimpleReader | undefined {
  return kind in READERS ? READERS[kind as SimpleKind] : undefined;
}
