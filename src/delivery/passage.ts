/** One batch there and back: send, judge, write down, tell. */
import type { Attempt, BatchCounts, HeldBatch } from '../ledger/delivery-side.ts';
import type { Answer, Batch, Reply, Stop } from '../target/target.ts';
import { blame } from './blame.ts';
import type { Course } from './course.ts';
import type { DeliveryParts } from './delivery.ts';
import { judge } from './judge.ts';

/**
 * `again`: the batch was sent before and its answer was lost. Returns a stop when the server will not serve us as we
 * are. The intent to send is already in the ledger.
 */
export async function pass(
  parts: DeliveryParts,
  course: Course,
  batch: HeldBatch,
  again: boolean,
  signal: AbortSignal,
): Promise<Stop | undefined> {
  const { ledger, target, clock, report } = parts;
  const [at, began] = [clock.now(), clock.elapsed()];
  const answer = await target.send(batch, signal);
  const ms = clock.elapsed() - began;
  const isWhole = answer.kind === 'reply' && !answer.weather;
  const nothingElse = !isWhole && (await ledger.ready()) === 0;
  const { refusals, weather, since } = course.pace();
  const surroundings = {
    passes: course.passes(),
    nothingElse,
    troubleMs: weather === 'trouble' ? course.now() - since : 0,
    refusals,
    hasAccepted: course.hasAccepted(),
  };
  const isHandedOver = answer.kind === 'reply' && answer.handedOver !== undefined;
  const attempt: Attempt = {
    ...{ at, ms, answer: wordFor(answer) },
    ...(isHandedOver ? { handedOver: true } : { blame: blame(answer, surroundings) }),
  };
  const judgement = judge(batch, answer, again);
  // What was heard is written down before anything else happens with it.
  if (judgement.kind === 'halve') {
    await ledger.release(batch, 2, attempt);
    hear(course, batch, answer, again, ms);
    report({ event: 'batch', ...NOTHING, entries: batch.keys.length, unsent: batch.keys.length, ms });
    return undefined;
  }
  // Where another worker has taken the batch meanwhile, it is the one to find out.
  const counts = (await ledger.settle(batch, judgement.verdicts, attempt)) ?? inDoubt(batch);
  course.settled(counts);
  const stop = hear(course, batch, answer, again, ms);
  report({
    ...{ event: 'batch', entries: batch.keys.length, ...counts, ms },
    ...(isHandedOver ? { handedOver: counts.inDoubt } : {}),
  });
  return stop;
}

/** What the answer says of the weather. Returns a stop when it is the server's last word. */
function hear(course: Course, { keys }: Batch, answer: Answer, again: boolean, ms: number): Stop | undefined {
  switch (answer.kind) {
    case 'reply':
      return hearReply(course, answer, ms);
    case 'outage':
      // Busy with this very batch is no weather; "busy" to a batch that was never sent before is.
      if (again && answer.cause === 'busy') course.busy();
      else course.outage(answer, ms);
      return undefined;
    case 'split':
      course.split(keys.length, again || answer.unsent === true);
      course.refused(ms);
      return undefined;
    case 'refused-whole':
      course.refused(ms);
      return undefined;
    case 'stop':
      return course.turnedAway(answer, ms);
  }
}

/** Good news first, of as many records as were answered; then what ended the conversation. */
function hearReply(course: Course, { verdicts, weather }: Reply, ms: number): Stop | undefined {
  const answered = [...verdicts.values()].filter(({ kind }) => kind !== 'unsent' && kind !== 'in-doubt').length;
  if (!weather) course.passed(verdicts.size, ms);
  else if (answered > 0) course.passed(answered, ms);
  if (weather?.kind === 'stop') return course.turnedAway(weather, ms);
  if (weather) course.outage(weather, ms);
  return undefined;
}

function inDoubt({ keys }: Batch): BatchCounts {
  return { ...NOTHING, inDoubt: keys.length };
}

export const NOTHING: BatchCounts = { accepted: 0, alreadyThere: 0, refused: 0, inDoubt: 0, unsent: 0 };

/** A word for the attempt, as `explain` shows it; no text of the server. */
function wordFor(answer: Answer): string {
  switch (answer.kind) {
    case 'reply':
      if (answer.handedOver) return answer.handedOver === 'to-person' ? 'handed-over' : 'with-province';
      return answer.weather ? wordFor(answer.weather) : answer.kind;
    case 'outage':
      return answer.status === undefined ? answer.cause : `${answer.cause} ${answer.status}`;
    case 'stop':
      return answer.status === undefined ? answer.why : `${answer.why} ${answer.status}`;
    default:
      return answer.kind;
  }
}
