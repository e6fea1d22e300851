/** The ledger in PostgreSQL does what every ledger must do. */
import { afterAll, beforeAll, describe } from 'vitest';
import { ledgerContract } from '../../contract/ledger-contract.ts';
import { hasPostgres, type Postgres, startPostgres } from '../../support/postgres.ts';
import { emptiedHomes } from '../../support/postgres-home.ts';

describe.skipIf(!hasPostgres())('PostgreSQL', () => {
  let postgres: Postgres;
  let homes: ReturnType<typeof emptiedHomes>;
  beforeAll(async () => {
    postgres = await startPostgres();
    homes = emptiedHomes(postgres);
  });
  afterAll(async () => {
    await postgres[Symbol.asyncDispose]();
  });

  ledgerContract('PostgreSQL', () => homes());
});
