/** Where a province takes in what its districts have left. */
import type { Clock } from '../../clock.ts';
import type { Ledger, OpenLedger } from '../../ledger/ledger.ts';
import type { Parcels } from '../../ledger/parcel-side.ts';

export interface ParcelDesk {
  readonly parcels: Parcels;
  /**
   * Parcels are taken in by a run of their own: one that goes on for days would take the correction of a row for a
   * contradiction of its own.
   */
  begin(): Promise<Ledger>;
}

/** Nothing where the ledger is a file, which no district can reach. `clock`: by which the moments in it are. */
export function deskOf(opened: OpenLedger, clock: Pick<Clock, 'now'>): { readonly parcels?: ParcelDesk } {
  const { parcels } = opened;
  if (!parcels) return {};
  return { parcels: { parcels, begin: () => opened.beginRun('import', clock.now()) } };
}
