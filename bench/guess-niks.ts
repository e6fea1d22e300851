/**
 * How long a thief of ledger and key takes to find out whose doses the ledger knows, by trying every NIK of a district:
 * `node bench/guess-niks.ts`. One core, the program's own fingerprint; a thief with many cores divides. Figures stand
 * in SECURITY.md.
 */
import { randomBytes } from 'node:crypto';
import { personFingerprint } from '../src/ledger/sealed/prepare.ts';
import { createSealer } from '../src/ledger/sealed/seal.ts';

/**
 * A kabupaten such as Kendal: its kecamatan, the days of a hundred years for two sexes, and the running numbers that
 * are given out on one day.
 */
const [DISTRICTS, DAYS, SEXES, NUMBERS] = [20, 36_525, 2, 1_000] as const;
const SPACE = DISTRICTS * DAYS * SEXES * NUMBERS;
const TRIES = 2_000_000;

const sealer = createSealer(randomBytes(32));
const sought = personFingerprint('covid19', '3324011503550999', sealer);
let found = 0;
const before = process.cpuUsage();
for (let number = 0; number < TRIES; number++) {
  const nik = `332401150355${String(number).padStart(4, '0')}`;
  if (personFingerprint('covid19', nik, sealer).equals(sought)) found += 1;
}
const { user, system } = process.cpuUsage(before);
const seconds = (user + system) / 1e6;
console.log(`${found} found; ${Math.round(TRIES / seconds).toLocaleString('en')} NIKs a second on one core`);
console.log(
  `${SPACE.toLocaleString('en')} NIKs of one kabupaten: ${Math.round((SPACE / TRIES) * (seconds / 60))} minutes`,
);
