/**
 * A parcel through the door of the province's ledger. Each of its files goes in as a whole; one that is in already is
 * the same bytes again, and changes nothing. So a worker that dies in between does no harm: the next one begins anew.
 */
import type { Admission, Door } from '../../ledger/intake-side.ts';
import { type PreparedReading, prepare, type TakenReading } from '../../ledger/sealed/prepare.ts';
import type { Sealer } from '../../ledger/sealed/seal.ts';
import type { ParcelFile, PlacedRow } from './parcel-files.ts';

/** Rows that go through the door in one call. */
const ADMIT_AT_ONCE = 1_000;

export interface ParcelTakenIn {
  /** What its files are in the ledger, in their order. */
  readonly files: readonly number[];
  readonly kinds: ReadonlySet<Admission['kind']>;
}

export async function takeInParcel(
  files: readonly ParcelFile[],
  door: Door<PreparedReading>,
  sealer: Sealer,
): Promise<ParcelTakenIn> {
  const kinds = new Set<Admission['kind']>();
  const ids: number[] = [];
  for (const file of files) {
    const once = (): Promise<number> => takeInFile(file, door, sealer, kinds);
    // What the ledger has broken off by what can pass is begun again.
    ids.push(await (door.again ? door.again(once) : once()));
  }
  return { files: ids, kinds };
}

async function takeInFile(
  { name, digest, sheets }: ParcelFile,
  door: Door<PreparedReading>,
  sealer: Sealer,
  kinds: Set<Admission['kind']>,
): Promise<number> {
  const { id } = await door.openFile({ name, digest });
  try {
    for (const { identity, rows } of sheets) {
      const sheet = await door.openSheet(id, identity);
      for (let from = 0; from < rows.length; from += ADMIT_AT_ONCE) {
        const readings = rows.slice(from, from + ADMIT_AT_ONCE).map((row) => prepare(readingOf(row), sealer));
        for (const { kind } of await door.admit(sheet, readings)) kinds.add(kind);
      }
    }
    await door.closeFile(id, 0);
    return id;
  } catch (error) {
    // What the parcel holds is not lost: it lies where it lay. Where the ledger itself is away, this says so too.
    await door.abandonFile(id, 'refused').catch(() => undefined);
    throw error;
  }
}

/** The district has read and judged the row; here it only meets the rows of others. */
function readingOf({ record, line, group, from }: PlacedRow): TakenReading {
  const { site } = record.dose;
  return {
    ...{ line, group, kind: 'valid', record, problems: [], cells: () => [] },
    ...(site === undefined ? {} : { site }),
    ...(from ? { origin: from } : {}),
  };
}
