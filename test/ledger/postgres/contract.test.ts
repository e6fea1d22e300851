/** The ledger in PostgreSQL does what every ledger must do. */
import { afterAll, beforeAll, describe } from 'vitest';
import { ledgerContract } from '../../contract/ledger-contract.ts';
import { hasPostgres, type Postgres, startPostgres } from '../../support/postgres.ts';
import { postgresHome } from '../../support/postgres-home.ts';

describe.skipIf(!hasPostgres())('PostgreSQL', () => {
  let postgres: Postgres;
  beforeAll(async () => {
    postgres = await startPostgres();
  });
  afterAll(async () => {
    await postgres[Symbol.asyncDispose]();
  });

  ledgerContract('PostgreSQL', () => postgresHome(postgres));
});
