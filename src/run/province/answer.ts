/** What became of the rows of each parcel is left beside it, sealed for its district. */
import { filesOfParcel } from '../../intake/parcels/parcel-files.ts';
import type { OpenParcel } from '../../ledger/parcel-side.ts';
import type { ReportLedger, RowStanding } from '../../ledger/report-side.ts';
import { type Settled, sealAnswer } from '../../parcel/answer.ts';
import { provinceKey } from '../../parcel/keys.ts';
import { openParcel, type Parcel } from '../../parcel/parcel.ts';
import type { RecordKey } from '../../record/record.ts';
import type { Run } from '../run.ts';
import { verdictFor } from './row-verdict.ts';

/** So many parcels are held in memory at once. */
const AT_ONCE = 20;

/** Nothing where the ledger has no door for districts. @throws RunError of the ledger. */
export async function answerParcels({ parcels: desk, secret, ledger }: Pick<Run, 'parcels' | 'secret' | 'ledger'>) {
  if (!desk) return;
  const key = provinceKey(secret);
  for (let after: string | undefined; ; ) {
    const some = await desk.parcels.open(after, AT_ONCE);
    for (const stored of some) {
      const parcel = openParcel(stored.sealed, stored, key);
      // It was opened once, and lies there unchanged unless somebody has changed it.
      if (typeof parcel === 'string') continue;
      const settled = await settledIn(parcel, stored, ledger);
      if (settled.size <= stored.settled) continue;
      const keys = parcel.rows.map((row) => row.key);
      await desk.parcels.answer(stored.id, settled.size, sealAnswer(stored.id, keys, settled, parcel.replyTo));
    }
    after = some.at(-1)?.id;
    if (after === undefined) return;
  }
}

async function settledIn(
  parcel: Parcel,
  stored: OpenParcel,
  ledger: Pick<ReportLedger, 'standings'>,
): Promise<ReadonlyMap<RecordKey, Settled>> {
  const settled = new Map<RecordKey, Settled>();
  for (const [index, { sheets }] of filesOfParcel(parcel, stored).entries()) {
    const file = stored.files[index];
    const standings = file === undefined ? [] : await ledger.standings(file);
    const at = new Map(standings.map((each): [string, RowStanding] => [placeIn(each.sheet, each), each]));
    for (const { identity, rows } of sheets)
      for (const row of rows) {
        const standing = at.get(placeIn(identity.name, row));
        const verdict = standing && verdictFor(standing, row.record);
        if (verdict) settled.set(row.key, verdict);
      }
  }
  return settled;
}

function placeIn(sheet: string, { line, group }: { readonly line: number; readonly group: number }): string {
  return `${line} ${group} ${sheet}`;
}
