/** What the province says of the batches that were handed over to it, written down in the ledger of the district. */
import type { DeliveryEnd, DeliveryStats } from '../../delivery/delivery.ts';
import type { HandedOver } from '../../ledger/delivery-side.ts';
import type { Collected, Collector, Outage, Stop } from '../../target/target.ts';
import type { Run } from '../run.ts';

/** So many batches are asked for before what was heard is written down: a line may be cut at any time. */
const AT_ONCE = 20;

type Pulling = Pick<Run, 'ledger' | 'context' | 'setup'>;

/** How it ended, as a delivery does, and what came of it. */
export async function pullAnswers({ ledger, context, setup }: Pulling, collector: Collector): Promise<DeliveryEnd> {
  const counts = { accepted: 0, alreadyThere: 0, refused: 0, again: 0, tooNew: 0 };
  const { finish } = context.stop;
  const handed = await ledger.handedOver();
  let requests = 0;
  let weather: Outage | Stop | undefined;
  for (let from = 0; from < handed.length && !weather && !finish.aborted; from += AT_ONCE) {
    const some = handed.slice(from, from + AT_ONCE);
    const answer = await collector.collect(some, finish);
    requests += 1;
    if (answer.kind !== 'collected') weather = answer;
    else {
      const done: string[] = [];
      for (const batch of some) {
        const found = answer.batches.get(batch.id);
        if (found && (await writeDown(batch, found, counts, { ledger, context, setup }))) done.push(batch.id);
      }
      weather = answer.weather ?? (done.length > 0 ? await collector.heard(done, finish) : undefined);
    }
  }
  const { entries: open } = await ledger.countHandedOver();
  if (handed.length > 0) setup.reporter.report({ event: 'pulled', ...counts, open });
  const stats: DeliveryStats = { ...counts, requests, outages: weather ? 1 : 0, awayMs: 0 };
  if (weather?.kind === 'stop') return { why: 'stopped', stop: weather, stats };
  if (finish.aborted) return { why: 'interrupted', stats };
  return { why: weather ? 'away' : 'empty', stats };
}

type Counts = Record<'accepted' | 'alreadyThere' | 'refused' | 'again' | 'tooNew', number>;

/** Whether nothing more is to be heard of the batch. */
async function writeDown(
  batch: HandedOver,
  found: Collected,
  counts: Counts,
  { ledger, context }: Pulling,
): Promise<boolean> {
  const at = context.clock.now();
  switch (found.kind) {
    case 'answered': {
      if (found.verdicts.size === 0) return false;
      const settled = await ledger.settle(batch, found.verdicts, { at, ms: 0, answer: 'pulled', handedOver: true });
      if (!settled) return false;
      for (const kind of ['accepted', 'alreadyThere', 'refused'] as const) counts[kind] += settled[kind];
      return settled.inDoubt === 0;
    }
    case 'absent':
    case 'put-aside':
      // It was never taken in there, so nothing of it is on its way: its records go again, in another parcel.
      await ledger.release(batch, 0, { at, ms: 0, answer: found.kind === 'absent' ? 'not-there' : 'put-aside' });
      counts.again += batch.keys.length;
      return found.kind === 'put-aside';
    case 'too-new':
      counts.tooNew += 1;
      return false;
    case 'unread':
      return false;
  }
}
