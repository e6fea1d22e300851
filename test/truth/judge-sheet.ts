/** Compares what arrived of a sheet with its truth. Pure. */
import type { SheetTruth, TrueRecord } from './sheet-truth.ts';

/** A record as the server got it (docs/intake-api.yaml). */
export interface Arrived {
  readonly participant: {
    readonly nik?: string;
    readonly name?: string;
    readonly birthDate?: string;
    readonly sex?: string;
  };
  readonly dose: {
    readonly number?: number;
    readonly date?: string;
    readonly vaccine?: string;
    readonly lot?: string;
    readonly site?: string;
  };
}

export interface SheetVerdict {
  /**
   * `complete`: everything that must arrive did. `held`: some of it waits for a person.
   * `refused`: the file was refused as a whole. `false`: something arrived that the truth does not know.
   * A sheet of which nothing must arrive is never `complete`.
   */
  readonly verdict: 'complete' | 'held' | 'refused' | 'false';
  /** How many records arrived of those that must. */
  readonly arrived: number;
  /** What is false, one line a record: its place in the server's list and the fields, without a person's data. */
  readonly wrong: readonly string[];
}

/** `exitCode` 65 with nothing on the server is a refusal. */
export function judgeSheet(truth: SheetTruth, arrived: readonly Arrived[], exitCode: number | undefined): SheetVerdict {
  const met = new Set<TrueRecord>();
  const wrong = arrived.flatMap((record, index) => {
    const known = [...truth.records, ...truth.may].filter((candidate) => sameDose(candidate, record));
    const right = known.find((candidate) => differences(candidate, record).length === 0);
    if (right && !met.has(right)) {
      met.add(right);
      return [];
    }
    const what = right ? 'arrived twice' : known[0] ? differences(known[0], record).join(', ') : 'must never arrive';
    return [`record ${index + 1}: ${what}`];
  });
  const must = truth.records.filter((record) => met.has(record)).length;
  const verdict = verdictOf(wrong.length, must, truth.records.length, arrived.length, exitCode);
  return { verdict, arrived: must, wrong };
}

function verdictOf(wrong: number, must: number, all: number, arrived: number, exitCode: number | undefined) {
  if (wrong > 0) return 'false';
  if (exitCode === 65 && arrived === 0) return 'refused';
  return all > 0 && must === all ? 'complete' : 'held';
}

function sameDose(truth: TrueRecord, { participant, dose }: Arrived): boolean {
  return truth.nik === participant.nik && truth.dose === dose.number;
}

/** The names of the fields that differ. Runs of spaces inside a name are one space: sheets are typed by hand. */
function differences(truth: TrueRecord, { participant, dose }: Arrived): string[] {
  const pairs: readonly (readonly [field: string, said: string | null | undefined, got: string | undefined])[] = [
    ['name', truth.name.replace(/\s+/g, ' '), participant.name?.replace(/\s+/g, ' ')],
    ['birthDate', truth.birthDate, participant.birthDate],
    ['sex', truth.sex, participant.sex],
    ['date', truth.date, dose.date],
    ['vaccine', truth.vaccine, dose.vaccine],
    ['lot', truth.lot, dose.lot],
    ['site', truth.site, dose.site],
  ];
  return pairs.filter(([, said, got]) => said !== undefined && said !== (got ?? null)).map(([field]) => field);
}
