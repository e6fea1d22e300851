/** What districts have left is taken in, before anything is delivered. */
import { RunError } from '../../errors.ts';
import { EXIT } from '../../exit-codes.ts';
import { filesOfParcel } from '../../intake/parcels/parcel-files.ts';
import { takeInParcel } from '../../intake/parcels/take-in-parcel.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import type { StoredParcel } from '../../ledger/parcel-side.ts';
import { createSealer, type Sealer } from '../../ledger/sealed/seal.ts';
import { publicBytesOf } from '../../parcel/hpke.ts';
import { provinceKey } from '../../parcel/keys.ts';
import { openParcel, type Parcel } from '../../parcel/parcel.ts';
import { emptySummary } from '../../report/empty-summary.ts';
import type { Run } from '../run.ts';
import type { ParcelDesk } from './desk.ts';

/** So long a parcel is in the hands of one worker, in milliseconds; one that dies gives it back by that. */
const TAKEN_MS = 10 * 60_000;

type Taking = Pick<Run, 'secret' | 'clock' | 'context' | 'parcels'> & {
  readonly setup: Pick<Run['setup'], 'reporter'>;
};

/** Nothing where the ledger has no door for districts, or we may not take in. @throws RunError of the ledger. */
export async function takeInParcels({ parcels: desk, secret, clock, context, setup }: Taking): Promise<void> {
  if (!desk) return;
  const { stop } = context;
  const key = provinceKey(secret);
  await desk.parcels.publish(publicBytesOf(key));
  if (!(await desk.parcels.mayTakeIn())) return;
  await desk.parcels.tryNewer();
  const round = new Round(desk, createSealer(secret));
  try {
    while (!stop.finish.aborted) {
      const now = clock.now();
      const stored = await desk.parcels.take(now, now + TAKEN_MS);
      if (!stored) break;
      const parcel = openParcel(stored.sealed, stored, key);
      if (typeof parcel === 'string') await round.putAside(stored, parcel);
      else await round.takeIn(stored, parcel);
    }
  } finally {
    await round.end(clock.now());
    const { parcels, records, aside } = round;
    if (parcels + aside > 0) setup.reporter.report({ event: 'parcels', parcels, records, aside });
  }
}

/** The parcels of one look; the run that takes them in begins with the first. */
class Round {
  parcels = 0;
  records = 0;
  aside = 0;
  readonly #desk: ParcelDesk;
  readonly #sealer: Sealer;
  #ledger: Ledger | undefined;
  #bringsAgain = false;

  constructor(desk: ParcelDesk, sealer: Sealer) {
    this.#desk = desk;
    this.#sealer = sealer;
  }

  async putAside({ id }: StoredParcel, why: 'damaged' | 'other-key' | 'newer'): Promise<void> {
    await this.#desk.parcels.putAside(id, why);
    this.aside += 1;
  }

  async takeIn(stored: StoredParcel, parcel: Parcel): Promise<void> {
    this.#ledger ??= await this.#desk.begin();
    try {
      const { files, kinds } = await takeInParcel(filesOfParcel(parcel, stored), this.#ledger, this.#sealer);
      await this.#desk.parcels.admitted(stored.id, files);
      this.#bringsAgain ||= kinds.has('owns');
      this.parcels += 1;
      this.records += parcel.rows.length;
    } catch (error) {
      if (error instanceof RunError) throw error;
      // A bug that one parcel brings up must not keep all others back; a program that is mended tries it again.
      await this.putAside(stored, 'newer');
    }
  }

  /** What a district sends once more as it was, although it was refused, is to be tried once more. */
  async end(now: number): Promise<void> {
    const ledger = this.#ledger;
    if (!ledger) return;
    if (this.#bringsAgain) await ledger.retry({ kind: 'run' });
    const outcomes = await ledger.outcomes();
    const { records: readings } = this;
    const summary = {
      ...emptySummary('import', EXIT.done, 0),
      files: this.parcels,
      rows: readings,
      readings,
      outcomes,
    };
    await ledger.endRun(EXIT.done, now, summary);
  }
}
