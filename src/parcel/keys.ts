/** The keys that a ledger has for parcels: made of its secret, so there is nothing more to keep or to back up. */
import type { KeyObject } from 'node:crypto';
import { privateKeyFrom } from './hpke.ts';

/** Opens the parcels that a province is sent. `secret`: of its ledger. */
export function provinceKey(secret: Uint8Array): KeyObject {
  return privateKeyFrom(secret, 'vax-upload province key 1');
}

/** Opens the answers that a district is given. `secret`: of its ledger. */
export function districtKey(secret: Uint8Array): KeyObject {
  return privateKeyFrom(secret, 'vax-upload district key 1');
}
