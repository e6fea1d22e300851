/**
 * A real PostgreSQL that listens on a port of this computer too, with TLS, and asks whoever comes over it for a
 * password (scram). Over its socket everybody is let in, as in test/support/postgres.ts.
 */

import { lookup as systemLookup } from 'node:dns';
import { chmodSync, copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { LookupFunction } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Authority, makeAuthority } from './authority.ts';
import { freePort } from './free-port.ts';
import { type Postgres, startPostgres } from './postgres.ts';

/** Names of another computer (`lookup` finds them here). The certificate is for the first of them and for localhost. */
export const ELSEWHERE = 'db.dinkes.test';
export const MISNAMED = 'lain.dinkes.test';

/** Every name of `.test` is this computer. */
export const lookup: LookupFunction = (name, options, done) => {
  if (!name.endsWith('.test')) return systemLookup(name, options, done);
  if (options.all) done(null, [{ address: '127.0.0.1', family: 4 }]);
  else done(null, '127.0.0.1', 4);
};

/** Of the roles `importer` and `reader`. */
export const PASSWORD = 'p@ss:wörd/1';

export interface NetworkedPostgres extends Postgres {
  readonly port: number;
  readonly authority: Authority;
  /** An empty database of `importer`, by its name. */
  newOwned(): Promise<string>;
}

const HBA = `local all all trust
hostnossl all tls_only all reject
host all nobody_home all reject
hostssl all certified all scram-sha-256 clientcert=verify-ca
host all all all scram-sha-256
`;

export async function startNetworkedPostgres(settings: readonly string[] = []): Promise<NetworkedPostgres> {
  const port = await freePort();
  const files = mkdtempSync(join(tmpdir(), 'pg-tls-'));
  const authority = makeAuthority(files, ELSEWHERE, 'localhost');
  const server = await startPostgres(settings, (folder, give) => {
    for (const name of ['server.key', 'server.pem', 'ca.pem']) {
      const to = join(folder, name);
      copyFileSync(join(files, name), to);
      chmodSync(to, 0o600);
      give(to);
    }
    writeFileSync(join(folder, 'hba.conf'), HBA);
    return [
      'listen_addresses=127.0.0.1',
      `port=${port}`,
      'ssl=on',
      `ssl_cert_file=${folder}/server.pem`,
      `ssl_key_file=${folder}/server.key`,
      `ssl_ca_file=${folder}/ca.pem`,
      `hba_file=${folder}/hba.conf`,
      'password_encryption=scram-sha-256',
    ];
  });
  const client = await server.connect();
  for (const role of ['importer', 'reader', 'tls_only', 'nobody_home', 'certified', 'crowded'])
    await client.query(`CREATE ROLE ${role} LOGIN PASSWORD '${PASSWORD}'`);
  await client.query('ALTER ROLE crowded CONNECTION LIMIT 0');
  await client.end();
  let owned = 0;
  return {
    ...server,
    port,
    authority,
    async newOwned() {
      const name = `owned_${process.pid}_${++owned}`;
      const asked = await server.connect();
      await asked.query(`CREATE DATABASE ${name} OWNER importer`);
      await asked.end();
      return name;
    },
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]();
      rmSync(files, { recursive: true, force: true });
    },
  };
}
