/** Both ends as they are run: the built program in the district and at the province, a registry behind it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DISTRICT_FUNCTIONS } from '../../src/ledger/postgres/parcels-schema.ts';
import { type FakeServer, startFakeServer } from '../support/fake-server.ts';
import { hasPostgres, type Postgres, startPostgres } from '../support/postgres.ts';
import { Clerk, csv, errorLines, people, summaryOf } from './clerk.ts';

describe.skipIf(!hasPostgres())('a district and its province, both by the built program', () => {
  let postgres: Postgres;
  let registry: FakeServer;
  beforeAll(async () => {
    postgres = await startPostgres();
    registry = await startFakeServer({});
  });
  afterAll(async () => {
    await registry.close();
    await postgres[Symbol.asyncDispose]();
  });

  it('the key is shown, the rows go through, and what came of them is in the district', async () => {
    const address = await postgres.newDatabase();
    const province = new Clerk();
    province.write('vax-upload.yaml', `target: { type: json, url: "${registry.url}" }\nstate: "${address}"\n`);
    const shown = await province.runs('push', '--show-key', '--json');
    expect([shown.exitCode, shown.err]).toEqual([0, '']);
    const { publicKey } = JSON.parse(shown.out) as { publicKey: string };
    expect((await province.runs('push', '--show-key')).out).toContain(publicKey);

    const database = await postgres.connect(address);
    await database.query('CREATE ROLE kaliwungu LOGIN; GRANT USAGE ON SCHEMA vax_upload TO kaliwungu');
    await database.query('SET search_path = vax_upload');
    for (const each of DISTRICT_FUNCTIONS) await database.query(`GRANT EXECUTE ON FUNCTION ${each} TO kaliwungu`);
    await database.end();

    const district = new Clerk();
    const url = address.replace('postgres@', 'kaliwungu@');
    district.write('vax-upload.yaml', `target: { type: province, url: "${url}", publicKey: ${publicKey} }\n`);
    district.write('senin.csv', csv(people(12)));
    expect((await district.runs('import', 'senin.csv')).exitCode).toBe(10);
    const night = await province.runs('resume');
    expect([night.exitCode, night.err]).toEqual([0, expect.stringMatching(/Taken in from districts: 12 records/)]);
    expect(registry.effects.size).toBe(12);
    const heard = await district.runs('push', '--json');
    expect([heard.exitCode, summaryOf(heard.out).outcomes]).toMatchObject([0, { accepted: 12 }]);
  });

  it('a ledger in a file has no key to show', async () => {
    const clerk = new Clerk();
    clerk.write('vax-upload.yaml', `target: { type: json, url: "${registry.url}" }\n`);
    const ended = await clerk.runs('push', '--show-key');
    expect([ended.exitCode, errorLines(ended.err)[0]]).toEqual([2, expect.stringContaining('is a file')]);
  });
});
