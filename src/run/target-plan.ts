import type { DeliverySettings } from '../delivery/delivery.ts';
import type { Target } from '../target/target.ts';

/**
 * Where a run delivers to and how, before anything of it is opened: the ledger is asked first whether it belongs there
 * and is free.
 */
export interface TargetPlan {
  readonly identity: string;
  readonly delivery: DeliverySettings;
  /** As in its traits. */
  readonly overwrites: boolean;
  /** The caller closes it. `secret`: of the ledger, for a target that answers what was sealed under it. */
  open(secret?: Uint8Array): Promise<Target>;
}
