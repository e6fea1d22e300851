import { z } from 'zod';
import { readPublicKey } from '../../parcel/public-key.ts';
import { choice, path, text, whole, yesOrNo } from '../values.ts';
import { isDatabaseAddress } from './address.ts';

/**
 * The `province` target: batches as parcels in the database of a province, which delivers them and answers
 * (docs/many-machines.md).
 */
export const provinceTarget = z.strictObject({
  type: choice('province'),
  url: text('postgresql://kendal@db.province.example/vax', isDatabaseAddress),
  /** Where the password of the role is; without it `.pgpass` and the `PG…` variables, as `psql` has them. */
  passwordFile: path().optional(),
  /** Certificates (PEM) of an authority that is trusted besides those of Node and of the computer. */
  caFile: path().optional(),
  /** Connect without encryption to another computer all the same, where the line itself is safe. */
  allowPlain: yesOrNo().default(false),
  /** The key of the province, as its people have handed it on: nobody but the province can read what is sealed to it. */
  publicKey: text('vxp_…', (written) => readPublicKey(written) !== undefined).optional(),
  /** How the district is called there; without it as its role in the database. */
  district: text('kendal', (name) => /^[a-z0-9][a-z0-9_-]{0,62}$/.test(name)).optional(),
  /** The most records in one parcel. */
  maxBatch: whole(1, 10_000).default(1_000),
});
