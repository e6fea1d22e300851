/**
 * A parcel: some records of a district on their way to its province, with the rows that they come from and the key
 * under which the district wants to be answered. PURE.
 */
import type { KeyObject } from 'node:crypto';
import { canonicalRecord, naturalKey, recordKey } from '../record/key.ts';
import type { DoseRecord, OriginalRow, RecordKey, RowPlace } from '../record/record.ts';
import { type Closed, disclose, enclose } from './envelope.ts';
import { KEY_BYTES } from './hpke.ts';
import { recordIn, SaysMore } from './record-shape.ts';

/** One record, and the row of the district that it comes from, where that is known. */
export interface ParcelRow {
  readonly key: RecordKey;
  readonly record: DoseRecord;
  readonly place?: RowPlace;
}

export interface Parcel {
  /** The public key under which the answer is sealed. */
  readonly replyTo: Uint8Array;
  readonly rows: readonly ParcelRow[];
}

/** Under which name a parcel goes: the id of its batch, and who sends it. Both stand in the open beside it. */
export interface ParcelName {
  readonly id: string;
  readonly district: string;
}

const INFO = 'vax-upload parcel';

/** Files as [name, digest, sheets], and rows that name them by number: a name that stands once is sent once. */
type WrittenFile = readonly [string, string, readonly string[]];
type WrittenOrigin = readonly [string, string, number, string?];
/** File, sheet, line, group, record, origin; the first four are 0 where nothing is known of the place. */
type WrittenRow = readonly [number, number, number, number, unknown, WrittenOrigin?];

export function sealParcel({ id, district }: ParcelName, parcel: Parcel, to: Uint8Array): Buffer {
  return enclose(writeParcel(parcel), to, { info: INFO, aad: `${id} ${district}` });
}

export function openParcel(sealed: Uint8Array, { id, district }: ParcelName, key: KeyObject): Parcel | Closed {
  const found = disclose(sealed, key, { info: INFO, aad: `${id} ${district}` });
  if (typeof found === 'string') return found;
  return readParcel(found.text);
}

/** @internal Exported for tests and measurements. */
export function writeParcel({ replyTo, rows }: Parcel): string {
  const files: { readonly name: string; readonly digest: string; readonly sheets: string[] }[] = [];
  const written = rows.map(({ record, place }): string => {
    const body = canonicalRecord(record);
    if (!place) return `[0,0,0,0,${body}]`;
    const { file, digest, sheet, line, group, origin } = place;
    let at = files.findIndex((each) => each.name === file && each.digest === digest);
    if (at < 0) at = files.push({ name: file, digest, sheets: [] }) - 1;
    const { sheets } = files[at] as (typeof files)[number];
    let of = sheets.indexOf(sheet);
    if (of < 0) of = sheets.push(sheet) - 1;
    return `[${at + 1},${of},${line},${group},${body}${origin ? `,${writeOrigin(origin)}` : ''}]`;
  });
  const names = files.map(({ name, digest, sheets }): WrittenFile => [name, digest, sheets]);
  const reply = Buffer.from(replyTo).toString('base64');
  return `{"reply":"${reply}","files":${JSON.stringify(names)},"rows":[${written.join(',')}]}`;
}

function writeOrigin({ file, sheet, line, digest }: OriginalRow): string {
  return JSON.stringify([file, sheet, line, ...(digest === undefined ? [] : [digest])]);
}

/** Whoever could seal it may have written anything. */
function readParcel(text: string): Parcel | Closed {
  try {
    const { reply, files, rows } = JSON.parse(text) as Readonly<Record<string, unknown>>;
    const replyTo = Buffer.from(String(reply), 'base64');
    if (replyTo.length !== KEY_BYTES || !Array.isArray(files) || !Array.isArray(rows)) return 'damaged';
    return { replyTo, rows: rows.map((row) => readRow(row as WrittenRow, files as WrittenFile[])) };
  } catch (error) {
    return error instanceof SaysMore ? 'newer' : 'damaged';
  }
}

/** @throws SaysMore; Error of anything but a row. */
function readRow(row: WrittenRow, files: readonly WrittenFile[]): ParcelRow {
  const [at, of, line, group, body, from] = row;
  const record = recordIn(body);
  const key = recordKey(naturalKey(record));
  if (at === 0) return { key, record };
  const [file, digest, sheets] = files[at - 1] as WrittenFile;
  const place = {
    file: text(file),
    digest: digits(digest),
    sheet: text(sheets[of]),
    line: count(line),
    group: count(group),
    ...(from ? { origin: readOrigin(from) } : {}),
  };
  return { key, record, place };
}

function readOrigin([file, sheet, line, digest]: WrittenOrigin): OriginalRow {
  const named = digest === undefined ? {} : { digest: digits(digest) };
  return { file: text(file), sheet: text(sheet), line: count(line), ...named };
}

/** A name of a file or a sheet: of one line, and not longer than any system allows. */
function text(value: unknown): string {
  if (typeof value === 'string' && value.length <= 255 && !/\p{Cc}/u.test(value)) return value;
  throw new Error('not a name');
}

function digits(value: unknown): string {
  if (typeof value === 'string' && /^[0-9a-f]{8}$/.test(value)) return value;
  throw new Error('not the beginning of a digest');
}

function count(value: unknown): number {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value > 0 && value < 2 ** 31) return value;
  throw new Error('not a number of a row');
}
