/** One batch there and back: send, judge, write down, tell. */
import type { Attempt, BatchCounts } from '../ledger/ledger.ts';
import type { Answer, Batch, Stop } from '../target/target.ts';
import type { Course } from './course.ts';
import type { DeliveryParts } from './delivery.ts';
import { blame, judge } from './judge.ts';

/** `again`: the batch was sent before and its answer was lost. Returns a stop when the server will not serve us as we are. The intent to send is already in the ledger. */
export async function pass(
  parts: DeliveryParts,
  course: Course,
  batch: Batch,
  again: boolean,
  signal: AbortSignal,
): Promise<Stop | undefined> {
  const { ledger, target, clock, report } = parts;
  const at = clock.now();
  const answer = await target.send(batch, signal);
  const ms = clock.now() - at;
  const nothingElse = answer.kind === 'outage' && (await ledger.ready()) === 0;
  const attempt: Attempt = { at, ms, answer: wordFor(answer), blame: blame(answer, { passes: course.passes(), nothingElse }) };
  const judgement = judge(batch, answer, again);
  // What was heard is written down before anything else happens with it.
  if (judgement.kind === 'halve') {
    await ledger.release(batch.id, 2, attempt);
    if (answer.kind === 'split') course.split(batch.keys.length);
    else course.answered();
    report({ event: 'batch', ...NOTHING, entries: batch.keys.length, unsent: batch.keys.length, ms });
    return undefined;
  }
  const counts = await ledger.settle(batch.id, judgement.verdicts, attempt);
  // Busy with this very batch is no weather; "busy" to a batch that was never sent before is.
  const isOurs = again && answer.kind === 'outage' && answer.cause === 'busy';
  if (answer.kind === 'outage' && !isOurs) course.outage(answer, ms);
  else if (answer.kind === 'reply') course.passed(batch.keys.length, ms);
  else course.answered();
  course.settled(counts);
  report({ event: 'batch', entries: batch.keys.length, ...counts, ms });
  return judgement.kind === 'stop' ? judgement.stop : undefined;
}

const NOTHING: BatchCounts = { accepted: 0, alreadyThere: 0, refused: 0, inDoubt: 0, unsent: 0 };

/** A word for the attempt, as `explain` shows it; no text of the server. */
function wordFor(answer: Answer): string {
  switch (answer.kind) {
    case 'outage':
      return answer.status === undefined ? answer.cause : `${answer.cause} ${answer.status}`;
    case 'stop':
      return answer.status === undefined ? answer.why : `${answer.why} ${answer.status}`;
    default:
      return answer.kind;
  }
}
