/**
 * A parcel as the files of an intake: PURE. What a district has read from one of its files is one file here, so that
 * what the judge says of rows, and what people type to ask about one, is as for any sheet.
 */
import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { FileIdentity, SheetIdentity } from '../../ledger/intake-side.ts';
import type { RowOrigin } from '../../ledger/sealed/prepare.ts';
import type { Parcel, ParcelName, ParcelRow } from '../../parcel/parcel.ts';
import type { OriginalRow } from '../../record/record.ts';
import { FIELDS, headingsOf, isSentField } from '../../record/table/fields.ts';

/** A row where it stands here. */
export interface PlacedRow extends ParcelRow {
  readonly line: number;
  readonly group: number;
  readonly from?: RowOrigin;
}

export interface ParcelSheet {
  readonly identity: SheetIdentity;
  readonly rows: readonly PlacedRow[];
}

/** The name of a parcel's file is of this parcel alone: a later one is no newer version of it, and lacks nothing. */
export interface ParcelFile extends FileIdentity {
  readonly sheets: readonly ParcelSheet[];
}

const SENT = FIELDS.filter(isSentField);
/** Columns as a blank workbook would have them; nothing of the district's own headings is sent. */
const COLUMNS = Object.fromEntries(SENT.map((field, column) => [field, column]));
const HEADINGS = SENT.map((field) => headingsOf(field).tiers[0]?.split(', ')[0] ?? field);

const LAYOUT = { columns: COLUMNS, doses: [{ columns: {} }], defaults: {}, lines: [1] } as const;

/** In the order in which the rows name them; the same parcel is the same files, whenever it is asked. */
export function filesOfParcel({ rows }: Parcel, { id, district }: ParcelName): readonly ParcelFile[] {
  const files = new Map<string, Map<string, PlacedRow[]>>();
  const taken = new Set<string>();
  for (const [index, row] of rows.entries()) {
    const { file, digest, sheet, line, group } = placeOf(row, index, taken);
    const sheets = files.get(`${file}\n${digest}`) ?? new Map<string, PlacedRow[]>();
    files.set(`${file}\n${digest}`, sheets);
    const placed = sheets.get(sheet) ?? [];
    sheets.set(sheet, placed);
    placed.push({ ...row, line, group, ...originOf(row, district) });
  }
  return [...files].map(([name, sheets], index): ParcelFile => {
    const [file = '', digest = ''] = name.split('\n');
    return {
      name: `${district}/${file}/${id.slice(0, 8)}${index === 0 ? '' : `-${index + 1}`}`,
      digest: digestOf(district, digest, `${id} ${index}`),
      sheets: Array.from(sheets, ([sheet, placed]) => ({ identity: identityOf(sheet), rows: placed })),
    };
  });
}

/** A row of which nothing is known, or whose place another one has already, stands by its number in the parcel. */
function placeOf({ place }: ParcelRow, index: number, taken: Set<string>) {
  const at = place && `${place.digest} ${place.file} ${place.sheet} ${place.line} ${place.group}`;
  if (place && at !== undefined && !taken.has(at)) {
    taken.add(at);
    return { ...place, file: basename(place.file) };
  }
  return { file: '-', digest: '', sheet: '-', line: index + 1, group: 1 };
}

/**
 * Whatever a correction sheet brings to its province again was asked about and answered: unchanged it comes only where
 * its clerk says that it is right (ledger/rules/admission.ts).
 */
function originOf({ place }: ParcelRow, district: string): { readonly from?: RowOrigin } {
  if (!place?.origin) return {};
  return { from: { ...inProvince(place.origin, district), confirmed: true, cells: [] } };
}

/** A row of a district's file, so that one of another district with the same file is not meant. */
function inProvince({ file, sheet, line, digest }: OriginalRow, district: string): OriginalRow {
  const named = digest === undefined ? {} : { digest: shortOf(district, digest).toString('hex') };
  return { file: `${district}/${file}`, sheet, line, ...named };
}

/** Its first bytes stand for the district's file, by which a correction finds it; the others for this parcel. */
function digestOf(district: string, digest: string, parcel: string): Uint8Array {
  const rest = createHash('sha256').update(`vax-upload parcel ${parcel}`).digest();
  return Buffer.concat([digest === '' ? rest.subarray(28) : shortOf(district, digest), rest.subarray(0, 28)]);
}

function shortOf(district: string, digest: string): Buffer {
  return createHash('sha256').update(`vax-upload file ${district} ${digest}`).digest().subarray(0, 4);
}

function identityOf(name: string): SheetIdentity {
  return { name, headerLine: 1, headings: HEADINGS, layout: LAYOUT };
}
