/** The truth of a sheet: what people who had not read the program say must, may and must never arrive of it. */
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** One dose as the sheet says it. An absent field is not judged; `null` means that the sheet has no such value. */
export interface TrueRecord {
  readonly nik: string;
  readonly name: string;
  /** A day, `1955-03-15`. */
  readonly birthDate: string;
  readonly sex: 'male' | 'female';
  /** Number of the dose; a booster is 3. */
  readonly dose: number;
  /** The day of the dose. */
  readonly date: string;
  /** The short name of docs/intake-api.yaml. */
  readonly vaccine: string;
  readonly lot?: string | null;
  readonly site?: string | null;
}

export interface SheetTruth {
  /** Name of the file beside its truth. */
  readonly file: string;
  /** `sound`: unusual, all of it must arrive unhelped; `trap`: no row is beyond doubt; `mixed`: both kinds of rows. */
  readonly kind: 'sound' | 'trap' | 'mixed';
  /** What is the matter with it, in one sentence. */
  readonly why: string;
  /** What must arrive. */
  readonly records: readonly TrueRecord[];
  /** What may arrive or be held. Everything that stands in neither list is false. */
  readonly may: readonly TrueRecord[];
}

/** Where the sheets lie, each with its truth beside it. */
export const SHEETS = fileURLToPath(new URL('./sheets/', import.meta.url));

/** All truths, in the order of their names. */
export async function allTruths(): Promise<readonly SheetTruth[]> {
  const names = (await readdir(SHEETS)).filter((name) => name.endsWith('.json')).sort();
  return Promise.all(names.map(async (name) => JSON.parse(await readFile(`${SHEETS}${name}`, 'utf8')) as SheetTruth));
}
