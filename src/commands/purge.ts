/**
 * `purge --older-than 90d`: forgets what the server has had for so long, down to the last fingerprint. `purge --nik -`:
 * forgets one person. What waits, is in doubt or was refused stays, unless somebody says otherwise of one person.
 */
import { parseDays } from '../config/values.ts';
import { RunError } from '../errors.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import type { Erasure } from '../ledger/person-side.ts';
import { jsonLine } from '../printable.ts';
import { writeFitted, writeLines } from '../report/output.ts';
import { erasedLines } from '../report/person.ts';
import { askedPerson, kindsNamed, type PersonFlags } from '../run/asked-person.ts';
import { wireDeciding } from '../run/compose.ts';
import type { CommonOptions, Context } from '../run/context.ts';
import { withLedger } from '../run/with-ledger.ts';

export interface PurgeOptions extends CommonOptions, PersonFlags {
  /** Whole days since the server's answer, `90d`. */
  readonly olderThan?: string;
  /** Of one person also what waits. */
  readonly evenWaiting?: boolean;
  /** Rows of somebody who was erased are taken in again. */
  readonly undo?: boolean;
}

/** Throws VALUE_WRONG for what is no number of days, OPTION_MISSING, and the errors of the ledger. */
export async function purge(options: PurgeOptions, context: Context): Promise<ExitCode> {
  const isOfPerson = kindsNamed(options).length > 0;
  if (!isOfPerson && options.olderThan === undefined)
    throw new RunError('OPTION_MISSING', { command: 'purge', option: '--older-than 90d | --nik -' });
  if (isOfPerson && options.olderThan !== undefined)
    throw new RunError('VALUE_WRONG', { option: '--older-than', expected: 'vax-upload purge --nik -' });
  if (isOfPerson) return options.undo ? readmit(options, context) : erase(options, context);
  return purgeOld(options.olderThan ?? '', options, context);
}

async function purgeOld(olderThan: string, options: PurgeOptions, context: Context): Promise<ExitCode> {
  const age = parseDays(olderThan);
  if (age === undefined)
    throw new RunError('VALUE_WRONG', { option: '--older-than', given: olderThan, expected: '90d' });
  return withLedger(wireDeciding, options, context, async (setup, ledger) => {
    const { entries, rows } = await ledger.purge(context.clock.now() - age);
    if (setup.json) writeLines(context.out, [JSON.stringify({ entries, rows })]);
    else if (!setup.quiet) writeFitted(context.out, [setup.messages.purged(entries, rows)]);
    return EXIT.done;
  });
}

function erase(options: PurgeOptions, context: Context): Promise<ExitCode> {
  return withLedger(wireDeciding, options, context, async (setup, ledger) => {
    const asked = await askedPerson('purge', options, setup, context);
    const came = await ledger.erase(asked, { evenWaiting: options.evenWaiting ?? false });
    if (came.kind === 'in-doubt' || came.kind === 'waiting') throw refusal(came);
    if (setup.json) writeLines(context.out, [jsonLine(came.kind === 'erased' ? came : { kind: came.kind })]);
    else if (!setup.quiet)
      writeFitted(
        context.out,
        came.kind === 'erased'
          ? erasedLines(came, setup.messages)
          : [setup.messages.rights.nothing(setup.place.name), ...setup.messages.rights.elsewhere],
      );
    return EXIT.done;
  });
}

function refusal(came: Extract<Erasure, { kind: 'in-doubt' | 'waiting' }>): RunError {
  if (came.kind === 'waiting') return new RunError('PERSON_WAITING', { entries: came.entries, rows: came.rows });
  return new RunError('PERSON_IN_DOUBT', { entries: came.entries, ...(came.handedOver > 0 ? { handedOver: 1 } : {}) });
}

function readmit(options: PurgeOptions, context: Context): Promise<ExitCode> {
  return withLedger(wireDeciding, options, context, async (setup, ledger) => {
    const marks = await ledger.readmit(await askedPerson('purge', options, setup, context));
    if (setup.json) writeLines(context.out, [jsonLine({ readmitted: marks })]);
    else if (!setup.quiet) writeFitted(context.out, [setup.messages.rights.purged.readmitted(marks)]);
    return EXIT.done;
  });
}
