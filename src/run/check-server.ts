/** `check --server`: asks the server whether it would take each record. Nothing is stored, there or here. */
import { stopError } from '../delivery/stop-error.ts';
import { RunError } from '../errors.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { jsonLine } from '../printable.ts';
import type { RowRef } from '../record/record.ts';
import { writeFitted, writeLines } from '../report/output.ts';
import { type WouldRefuse, wouldRefuseEvents, wouldRefuseLines } from '../report/would-refuse.ts';
import type { Outage, Stop, Target, Verdict } from '../target/target.ts';
import { planTarget } from './compose.ts';
import type { Context } from './context.ts';
import type { SettledColumns } from './headings/columns.ts';
import { readSheets } from './read-sheets.ts';
import { type PlacedRecord, recordDoor } from './record-door.ts';
import type { Setup } from './setup.ts';

/** A server that can be asked. */
export interface ServerCheck {
  /**
   * About the records of these files that are fit to be sent; what cannot be read has been told by `check`. @throws
   * RunError COMPARISON_AWAY, or what says that the server turns us away.
   */
  ask(files: readonly string[], columns: SettledColumns, every: boolean): Promise<ExitCode>;
  close(): Promise<void>;
}

/** Before anything is read. @throws RunError SERVER_NO_CHECK where this kind of server cannot be asked. */
export async function openServerCheck(setup: Setup, context: Context): Promise<ServerCheck> {
  const plan = planTarget(setup, context);
  const target = await plan.open();
  const validating = target.validate?.bind(target);
  if (!validating) {
    await target.close();
    throw new RunError('SERVER_NO_CHECK', { target: plan.identity });
  }
  const asked = { identity: plan.identity, validate: validating };
  const size = Math.min(target.traits.maxBatch, setup.config.options.delivery.batchSize);
  return {
    async ask(files, columns, every) {
      const found = await askAbout(files, columns, { target: asked, size, setup, context });
      if (setup.json) writeLines(context.out, wouldRefuseEvents(found.refused).map(jsonLine));
      else writeFitted(context.out, wouldRefuseLines(plan.identity, found.asked, found.refused, every, setup.messages));
      return found.refused.length > 0 ? EXIT.needsPerson : EXIT.done;
    },
    close: () => target.close(),
  };
}

interface Asking {
  readonly target: Asked;
  /** Records in one question. */
  readonly size: number;
  readonly setup: Setup;
  readonly context: Context;
}

async function askAbout(
  files: readonly string[],
  columns: SettledColumns,
  { target, size, setup, context }: Asking,
): Promise<{ readonly asked: number; readonly refused: readonly WouldRefuse[] }> {
  const refused: WouldRefuse[] = [];
  let asked = 0;
  let next: PlacedRecord[] = [];
  let failed: unknown;
  const flush = async (): Promise<void> => {
    const records = next;
    next = [];
    asked += records.length;
    if (records.length === 0 || failed !== undefined) return;
    // Thrown inside of a door it would be taken for a fault of the file.
    await validate(target, records, context.stop.finish).then(
      (each) => refused.push(...each),
      (error: unknown) => {
        failed = error;
      },
    );
  };
  const door = recordDoor(async (record) => {
    next.push(record);
    if (next.length >= size) await flush();
  });
  await readSheets(files, door, columns, quiet(setup), context);
  await flush();
  if (failed !== undefined) throw failed;
  return { asked, refused };
}

/** The files have been read once already, and what is to be said of them has been said. */
function quiet(setup: Setup): Setup {
  return { ...setup, reporter: { report: () => undefined, close: () => undefined } };
}

/** A target that can be asked, and its name. */
interface Asked {
  readonly identity: string;
  readonly validate: NonNullable<Target['validate']>;
}

async function validate(
  target: Asked,
  records: readonly PlacedRecord[],
  signal: AbortSignal,
): Promise<readonly WouldRefuse[]> {
  const answer = await target.validate(records, signal);
  const [first] = records;
  switch (answer.kind) {
    case 'reply':
      if (answer.weather) throw notAnswered(target, answer.weather);
      return records.flatMap(({ key, at }) => refusalOf(answer.verdicts.get(key), at));
    case 'split':
    case 'refused-whole': {
      if (records.length === 1 && first)
        return [{ at: first.at, reasons: answer.kind === 'refused-whole' ? answer.reasons : [] }];
      const middle = Math.ceil(records.length / 2);
      const before = await validate(target, records.slice(0, middle), signal);
      return [...before, ...(await validate(target, records.slice(middle), signal))];
    }
    default:
      throw notAnswered(target, answer);
  }
}

function refusalOf(verdict: Verdict | undefined, at: RowRef): readonly WouldRefuse[] {
  return verdict?.kind === 'refused' ? [{ at, reasons: verdict.reasons }] : [];
}

function notAnswered(target: Asked, answer: Outage | Stop): RunError {
  return answer.kind === 'stop'
    ? stopError(answer, target.identity)
    : new RunError('COMPARISON_AWAY', { target: target.identity });
}
