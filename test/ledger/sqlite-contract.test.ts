/** The SQLite ledger does what every ledger must do. */
import { bringToSqlite } from '../contract/admission/in-sqlite.ts';
import { ledgerContract } from '../contract/ledger-contract.ts';
import { storeContract } from '../contract/store-contract.ts';
import { sqliteHome } from '../support/sqlite-home.ts';

ledgerContract('SQLite', sqliteHome);
storeContract('SQLite', bringToSqlite);
