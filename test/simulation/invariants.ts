/**
 * What must hold after every death and at the end: I1–I8. Each returns what is wrong, in words; nothing is personal
 * data.
 */
import type { DeliveryEnd } from '../../src/delivery/delivery.ts';
import { reasonsOf, receiptOf } from '../../src/ledger/sqlite/server-words.ts';
import { ENTRY_STATES, type EntryState } from '../../src/ledger/states.ts';
import { keyOf, sealer } from './people.ts';
import type { Scenario } from './scenario.ts';
import type { World } from './world.ts';

interface EntryRow {
  readonly line: number;
  readonly state: EntryState;
  readonly receipt: string | null;
  /** How many are kept, for a refusal. */
  readonly reasons: number;
}

async function entriesOf({ ledger }: World): Promise<EntryRow[]> {
  const rows = await ledger.entries();
  return rows.map((row) => ({
    line: Number(row['line']),
    state: ENTRY_STATES[Number(row['state'])] ?? 'held',
    receipt: receiptOf(sealer, row).receipt ?? null,
    reasons: reasonsOf(sealer, row).length,
  }));
}

/**
 * I1, I2, I3, I4: one entry for each row, one effect at most for each record, nothing called accepted that the server
 * never had. That it lost something afterwards (a database restored from a copy) no client can know without asking:
 * such a record may be called accepted until somebody asks (repair.ts).
 */
export async function checkAlways(world: World): Promise<string[]> {
  const wrong = [...world.server.offences];
  const entries = await entriesOf(world);
  if (entries.length !== world.rows)
    wrong.push(`${world.rows} rows were taken in and ${entries.length} entries are there`);
  const counts = await world.ledger.count();
  const sum = Object.values(counts).reduce((total, n) => total + n, 0);
  if (sum !== entries.length) wrong.push(`states add up to ${sum} of ${entries.length} entries`);
  for (const { line, state, receipt, reasons } of entries) {
    if (counts[state] === 0) wrong.push(`line ${line} is ${state} and is not counted`);
    const effect = world.server.effects.get(keyOf(line));
    if (state === 'accepted' && effect === undefined && !world.server.lost.has(keyOf(line)))
      wrong.push(`line ${line} is reported accepted and is not on the server`);
    if (state === 'refused' && reasons === 0) wrong.push(`line ${line} is refused without a reason`);
    if (state === 'accepted' && effect && effect.id !== receipt)
      wrong.push(`line ${line} has the receipt ${receipt}, not ${effect.id}`);
    if (state === 'refused' && effect) wrong.push(`line ${line} is reported refused and is on the server`);
  }
  return wrong;
}

/**
 * I5 and promise 1 at the end, when the server has been well long enough: everything is on it, and what it refuses is
 * refused. What a firewall keeps out is set aside only where the server has ever taken anything: otherwise it is we who
 * are kept out.
 */
export async function checkEnd(
  world: World,
  refusable: ReadonlySet<number>,
  firewalled: ReadonlySet<number>,
): Promise<string[]> {
  return (await entriesOf(world)).flatMap(({ line, state }) => {
    if (firewalled.has(line) && world.server.effects.size === 0) return [];
    const should = refusable.has(line) || firewalled.has(line) ? 'refused' : 'accepted';
    if (state !== should) return [`at the end line ${line} is ${state}, not ${should}`];
    // Whatever it had lost it has again, exactly once (checkAlways sees to the count).
    const isThere = world.server.effects.has(keyOf(line));
    return isThere === (should === 'accepted')
      ? []
      : [`at the end line ${line} is ${state}, and the server ${isThere ? 'has' : 'lacks'} it`];
  });
}

/** I8: what a run that ended says of itself is what the ledger says. */
export function checkStats(before: Counted, after: Counted, { stats }: DeliveryEnd): string[] {
  const accepted = after.accepted - before.accepted + after.gone - before.gone;
  const refused = after.refused - before.refused + after.retried - before.retried;
  const wrong: string[] = [];
  if (stats.accepted + stats.alreadyThere !== accepted)
    wrong.push(`a run reports ${stats.accepted} + ${stats.alreadyThere} accepted, the ledger has ${accepted} more`);
  if (stats.refused !== refused) wrong.push(`a run reports ${stats.refused} refused, the ledger has ${refused} more`);
  return wrong;
}

export interface Counted {
  readonly accepted: number;
  readonly refused: number;
  /** Sent again after a refusal. */
  readonly retried: number;
  /** Accepted in an earlier run, and in doubt again. */
  readonly gone: number;
}

/** Whoever has served us once may turn us away for a while: one such answer never ends a night. */
export function checkStop({ why }: DeliveryEnd, before: Counted, ms: number, { settings }: Scenario): string[] {
  if (why !== 'stopped' || before.accepted === 0 || ms >= settings.turnedAwayMs) return [];
  return [
    `a run gives up ${Math.round(ms / 1_000)} s after its start, on a server that has accepted ${before.accepted}`,
  ];
}

/** I7: nothing a run says holds a NIK or a name. */
export function checkEvents({ events }: World): string[] {
  const said = JSON.stringify(events);
  return /\d{16}|Peserta/.test(said) ? ['an event holds personal data'] : [];
}
