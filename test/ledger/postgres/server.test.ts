/** The server that the tests of the PostgreSQL ledger start is a real one, and can be killed and started. */
import { expect, it } from 'vitest';
import { hasPostgres, startPostgres } from '../../support/postgres.ts';

it.skipIf(!hasPostgres())('starts, dies by SIGKILL and comes back with what was committed', async () => {
  await using postgres = await startPostgres();
  const address = await postgres.newDatabase();
  const client = await postgres.connect(address);
  await client.query('CREATE TABLE t AS SELECT 1 AS n');
  await postgres.kill('SIGKILL');
  await postgres.start();
  const again = await postgres.connect(address);
  expect((await again.query('SELECT n FROM t')).rows).toEqual([{ n: 1 }]);
  await again.end();
});
