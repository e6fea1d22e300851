/** The ledger in memory judges as every store of entries must. */
import { bringToMemory } from '../contract/admission/in-memory.ts';
import { bringToSqlite } from '../contract/admission/in-sqlite.ts';
import { storeContract, storesAgree } from '../contract/store-contract.ts';

storeContract('in memory', bringToMemory);
storesAgree(['in memory', bringToMemory], ['SQLite', bringToSqlite]);
