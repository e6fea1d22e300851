/** A ledger in either database, filled through the same door as from a sheet, and emptied as delivery does it. */
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { SheetIdentity } from '../../src/ledger/intake-side.ts';
import type { Ledger, OpenLedger } from '../../src/ledger/ledger.ts';
import { openPostgresLedger } from '../../src/ledger/postgres/open.ts';
import { type PreparedReading, prepare } from '../../src/ledger/sealed/prepare.ts';
import { createSealer } from '../../src/ledger/sealed/seal.ts';
import { openLedger } from '../../src/ledger/sqlite/open.ts';
import type { Consignment } from '../../src/target/target.ts';
import { databaseAt } from '../../test/support/postgres-home.ts';
import { inventRecords } from '../delivery/load.ts';

/** As `import` gives them to a ledger in a database. */
const AT_ONCE = 4_000;

/** `state`: a path, or an address of PostgreSQL. */
export function openAt(state: string, folder: string): Promise<OpenLedger> {
  const common = {
    keyFile: join(folder, 'ledger.key'),
    doubtWaitMs: 60_000,
    lookBack: true,
    now: Date.now,
    target: 'bench',
  };
  return state.startsWith('postgresql:')
    ? openPostgresLedger({ ...common, database: databaseAt(state), schema: 'vax_upload', name: 'postgresql://bench' })
    : openLedger({ ...common, path: state });
}

export interface Spent {
  seconds: number;
  /** On a processor, of this program. */
  cpuSeconds: number;
}

/** Adds what `work` has taken. */
async function timed<T>(spent: Spent, work: () => Promise<T>): Promise<T> {
  const cpu = process.cpuUsage();
  const begun = performance.now();
  const result = await work();
  const { user, system } = process.cpuUsage(cpu);
  spent.seconds += (performance.now() - begun) / 1000;
  spent.cpuSeconds += (user + system) / 1e6;
  return result;
}

/** Takes in `rows` records of people of this `crowd`. What prepares a row is not counted: another thread does it. */
export async function fill({ secret }: OpenLedger, ledger: Ledger, rows: number, crowd: number): Promise<Spent> {
  const sealer = createSealer(secret);
  const spent: Spent = { seconds: 0, cpuSeconds: 0 };
  const digest = Buffer.alloc(32, crowd);
  const { id } = await timed(spent, () => ledger.openFile({ name: `invented-${crowd}.csv`, digest }));
  const layout: SheetIdentity['layout'] = { columns: {}, doses: [{ columns: {} }], defaults: {} };
  const sheet = await timed(spent, () => ledger.openSheet(id, { name: '', headerLine: 1, headings: [], layout }));
  let waiting: PreparedReading[] = [];
  const admit = async (): Promise<void> => {
    const chunk = waiting;
    waiting = [];
    await timed(spent, () => ledger.admit(sheet, chunk));
  };
  let line = 1;
  for (const record of inventRecords(rows, crowd)) {
    line += 1;
    waiting.push(prepare({ line, group: 1, kind: 'valid', record, problems: [], cells: () => [] }, sealer));
    if (waiting.length === AT_ONCE) await admit();
  }
  if (waiting.length > 0) await admit();
  await timed(spent, () => ledger.closeFile(id, 0));
  return spent;
}

const encode = (_: string, consignments: readonly Consignment[]): Uint8Array =>
  Buffer.from(JSON.stringify(consignments.map(({ record }) => record)));

/** Claims `batches` of `size`, and settles each: what the ledger does, without any server that is sent to. */
export async function carry(
  ledger: Ledger,
  batches: number,
  size: number,
): Promise<{ readonly claims: Spent; readonly settlements: Spent }> {
  const [claims, settlements]: [Spent, Spent] = [
    { seconds: 0, cpuSeconds: 0 },
    { seconds: 0, cpuSeconds: 0 },
  ];
  for (let n = 0; n < batches; n++) {
    const batch = await timed(claims, () => ledger.claim(size, Date.now(), encode));
    if (!batch) throw new Error('nothing waits any more');
    const verdicts = new Map(batch.keys.map((key) => [key, { kind: 'accepted', receipt: 'r-1' } as const]));
    const attempt = { at: Date.now(), ms: 1, answer: 'accepted' };
    await timed(settlements, () => ledger.settle(batch, verdicts, attempt));
  }
  return { claims, settlements };
}
