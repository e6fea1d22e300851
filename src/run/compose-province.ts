/** The target that is a province: its address, its key, and the line to its database. */
import type { TargetOptions } from '../config/schema.ts';
import { RunError } from '../errors.ts';
import { readPublicKey } from '../parcel/public-key.ts';
import type { DatabaseAddress } from '../postgres/address.ts';
import { identityAt } from '../target/province/identity.ts';
import { lineTo } from '../target/province/line.ts';
import { provinceTarget } from '../target/province/province.ts';
import type { Target } from '../target/target.ts';
import { addressAt, wirePool } from './compose-database.ts';
import type { Context } from './context.ts';

/** One parcel at a time, and one answer. */
const CONNECTIONS = 2;

type ProvinceOptions = Extract<TargetOptions, { type: 'province' }>;

/**
 * Where a province is, as a ledger remembers it: without the role, since another one leads to the same. @throws
 * RunError of the address.
 */
export function identityOfProvince(options: ProvinceOptions, path: string, context: Context): string {
  return nameOf(addressAt(options, path, context));
}

/**
 * `secret`: of the ledger of the district; without it nothing is sent or read. @throws RunError PROVINCE_KEY_NEEDED
 * {target}, and those of an address, a certificate or a secret.
 */
export async function wireProvince(
  options: ProvinceOptions,
  path: string,
  context: Context,
  timeoutMs: number,
  secret: Uint8Array | undefined,
): Promise<Target> {
  const { publicKey: written, district, maxBatch } = options;
  const address = addressAt(options, path, context);
  const identity = nameOf(address);
  const publicKey = written === undefined ? undefined : readPublicKey(written);
  if (!publicKey) throw new RunError('PROVINCE_KEY_NEEDED', { target: identity });
  const pool = await wirePool(options, context, { path, command: 'district', most: CONNECTIONS });
  const name = district ?? address.user.toLowerCase();
  return provinceTarget(lineTo(pool, timeoutMs), { identity, publicKey, district: name, secret, maxBatch });
}

const PORT = 5432;

function nameOf({ hosts, database }: DatabaseAddress): string {
  const names = [...new Set(hosts.map(({ host, port }) => `${host}${port === PORT ? '' : `:${port}`}`))];
  return identityAt(`${names.join(',')}/${database}`);
}
