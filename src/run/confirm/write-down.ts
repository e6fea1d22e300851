/** What a person has said of batches that were handed over, written down in the ledger. */
import type { HandedOver } from '../../ledger/delivery-side.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import type { RecordKey } from '../../record/record.ts';
import type { Verdict } from '../../target/target.ts';

/** How many records; `unknown`: of rows of answers, those that changed nothing. */
export interface Said {
  readonly accepted: number;
  readonly refused: number;
  readonly lost: number;
  readonly unknown: number;
  /** Still without a word. */
  readonly open: number;
}

/** These batches are on the server as they are: the file stands for the receipt that nobody has given. */
export async function confirmWhole(ledger: Ledger, batches: readonly HandedOver[], at: number): Promise<number> {
  let accepted = 0;
  for (const batch of batches) {
    const verdicts = new Map(batch.keys.map((key) => [key, { kind: 'accepted', receipt: batch.id } as const]));
    await ledger.settle(batch, verdicts, { at, ms: 0, answer: 'confirmed' });
    accepted += verdicts.size;
  }
  return accepted;
}

/** These never arrived: their records wait again, and go into files under other names. */
export async function confirmLost(ledger: Ledger, batches: readonly HandedOver[], at: number): Promise<number> {
  for (const batch of batches) await ledger.release(batch, 0, { at, ms: 0, answer: 'lost' });
  return batches.reduce((sum, { keys }) => sum + keys.length, 0);
}

/** What an answer says of records that wait for a word; what it says of others changes nothing. */
export async function confirmRows(
  ledger: Ledger,
  batches: readonly HandedOver[],
  verdicts: ReadonlyMap<RecordKey, Verdict>,
  at: number,
): Promise<Pick<Said, 'accepted' | 'refused' | 'unknown'>> {
  const counts = { accepted: 0, refused: 0 };
  for (const batch of batches) {
    const said = new Map<RecordKey, Verdict>();
    for (const key of batch.keys) {
      const verdict = verdicts.get(key);
      if (verdict) said.set(key, withReceipt(verdict, batch.id));
    }
    if (said.size === 0) continue;
    await ledger.settle(batch, said, { at, ms: 0, answer: 'confirmed' });
    for (const { kind } of said.values()) counts[kind === 'refused' ? 'refused' : 'accepted'] += 1;
  }
  return { ...counts, unknown: verdicts.size - counts.accepted - counts.refused };
}

function withReceipt(verdict: Verdict, file: string): Verdict {
  return 'receipt' in verdict && verdict.receipt === '' ? { ...verdict, receipt: file } : verdict;
}
