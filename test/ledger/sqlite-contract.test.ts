/** The SQLite ledger does what every ledger must do. */
import { ledgerContract } from '../contract/ledger-contract.ts';
import { sqliteHome } from '../support/sqlite-home.ts';

ledgerContract('SQLite', sqliteHome);
