/** A province: its ledger in a real PostgreSQL, a role for each district, and a registry of its own. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client } from 'pg';
import type { RunEvent } from '../../src/events.ts';
import type { OpenLedger } from '../../src/ledger/ledger.ts';
import { openPostgresLedger } from '../../src/ledger/postgres/open.ts';
import { DISTRICT_FUNCTIONS } from '../../src/ledger/postgres/parcels-schema.ts';
import { loadSecret } from '../../src/ledger/sealed/secret.ts';
import { publicBytesOf } from '../../src/parcel/hpke.ts';
import { provinceKey } from '../../src/parcel/keys.ts';
import { writePublicKey } from '../../src/parcel/public-key.ts';
import { answerParcels } from '../../src/run/province/answer.ts';
import { deskOf } from '../../src/run/province/desk.ts';
import { takeInParcels } from '../../src/run/province/take-in.ts';
import { decodeBatch, encodeBatch } from '../../src/target/batch-bytes.ts';
import type { Verdict } from '../../src/target/target.ts';
import type { Postgres } from './postgres.ts';
import { databaseAt } from './postgres-home.ts';

/** What its registry says of a record, by its text. */
export type Says = (record: string, key: string) => Verdict;

export interface Province {
  readonly publicKey: string;
  /** The address of the database, as this district reaches it. */
  addressFor(district: string): string;
  /** What a worker of the province does at night; returns what it said of parcels. */
  night(): Promise<readonly Extract<RunEvent, { event: 'parcels' }>[]>;
  /** Every record that its registry has, by key, with how often it came. */
  readonly registry: ReadonlyMap<string, number>;
  /** A connection of the superuser in the schema of the ledger. */
  readonly database: Client;
  /** Connects anew, after the server was away. */
  reconnect(): Promise<void>;
  readonly ledger: OpenLedger;
  close(): Promise<void>;
}

const SCHEMA = 'vax_upload';

export async function makeProvince(
  postgres: Postgres,
  districts: readonly string[],
  says: () => Says = () => () => ({ kind: 'accepted', receipt: '' }),
): Promise<Province> {
  const folder = mkdtempSync(join(tmpdir(), 'province-'));
  const address = await postgres.newDatabase();
  let database = await postgres.connect(address);
  const now = (): number => Date.now();
  const keyFile = join(folder, 'ledger.key');
  await loadSecret(keyFile, false);
  const opened = await openPostgresLedger({
    ...{ database: databaseAt(address), schema: SCHEMA, name: address, keyFile },
    target: 'json https://registry.example/v1',
    doubtWaitMs: 0,
    now,
  });
  await database.query(`SET search_path = ${SCHEMA}, pg_temp`);
  for (const district of districts) {
    await database.query(`DO $$ BEGIN CREATE ROLE ${district} LOGIN; EXCEPTION WHEN duplicate_object THEN END $$`);
    await database.query(`GRANT USAGE ON SCHEMA ${SCHEMA} TO ${district}`);
    for (const each of DISTRICT_FUNCTIONS) await database.query(`GRANT EXECUTE ON FUNCTION ${each} TO ${district}`);
  }
  const context = {
    clock: { now, elapsed: now, sleep: async () => undefined },
    stop: { finish: new AbortController().signal },
  } as unknown as Parameters<typeof takeInParcels>[0]['context'];
  const { secret } = opened;
  const desk = deskOf(opened, { now });
  await opened.parcels?.publish(publicBytesOf(provinceKey(secret)));
  const registry = new Map<string, number>();

  async function deliverAll(): Promise<void> {
    const ledger = await opened.beginRun('resume', now());
    await ledger.recover(now());
    const next = () => ledger.claim(50, now(), encodeBatch);
    for (let batch = await next(); batch; batch = await next()) {
      const verdicts = new Map<string, Verdict>();
      for (const { key, record } of decodeBatch(batch.bytes)) {
        const verdict = says()(JSON.stringify(record), key);
        if (verdict.kind === 'accepted') registry.set(key, (registry.get(key) ?? 0) + 1);
        verdicts.set(key, 'receipt' in verdict ? { ...verdict, receipt: `R-${key.slice(0, 8)}` } : verdict);
      }
      await ledger.settle(batch, verdicts, { at: now(), ms: 1, answer: 'reply' });
    }
    await answerParcels({ ...desk, secret, ledger });
    await ledger.endRun(0, now());
  }

  return {
    publicKey: writePublicKey(publicBytesOf(provinceKey(secret))),
    addressFor: (district) => address.replace('postgres@', `${district}@`),
    async night() {
      const said: RunEvent[] = [];
      const reporter = { report: (event: RunEvent) => said.push(event), close: () => undefined };
      await takeInParcels({ ...desk, secret, context, clock: context.clock, setup: { reporter } });
      await deliverAll();
      return said.filter((event) => event.event === 'parcels');
    },
    registry,
    get database() {
      return database;
    },
    async reconnect() {
      database = await postgres.connect(address);
      await database.query(`SET search_path = ${SCHEMA}, pg_temp`);
    },
    ledger: opened,
    async close() {
      await opened.close();
      await database.end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
