/** How a ledger stands, put together from what it knows: for `status`, and for whoever else tells of nights. */
import type { Config } from '../config/schema.ts';
import { gateView } from '../delivery/gate-view.ts';
import type { ReportLedger } from '../ledger/report-side.ts';
import { estimateOf } from '../night/estimate.ts';
import { nextDeed } from '../night/next-deed.ts';
import { lastOf, leftNow, nightsOf, untilNow } from '../night/nights.ts';
import type { LedgerNow } from '../report/status.ts';
import { isProvince } from '../target/province/identity.ts';
import { waiting } from './waiting.ts';

/** Runs that are looked at: a fortnight with four a night. */
const RUNS = 60;

/** `reading.timeZone`: in which nights are told apart. `at`: epoch milliseconds. */
export async function standingOf(
  ledger: ReportLedger,
  { reading: { timeZone }, inbox }: Pick<Config, 'reading' | 'inbox'>,
  at: number,
): Promise<LedgerNow> {
  const [entries, forPerson] = [await ledger.count(), await ledger.countForPerson()];
  const { entries: handedOver } = await ledger.countHandedOver();
  const [atWork, left] = [await ledger.atWork(), await waiting(ledger)];
  const runs = untilNow(await ledger.runs(RUNS), atWork, at);
  const run = lastOf(runs);
  const nights = leftNow(nightsOf(runs, timeZone), atWork, left);
  const working = runs.filter(({ id }) => atWork.some((each) => each.id === id));
  const outages = working.flatMap(({ outages: all }) => all.at(-1) ?? []).filter(({ until }) => until === undefined);
  const next = nextDeed({
    running: atWork.length > 0,
    exitCode: run?.exitCode,
    waiting: left,
    handedOver,
    withProvince: isProvince(await ledger.target()),
    forPerson: forPerson.invalid + forPerson.held + forPerson.refused,
    unfinished: await ledger.unfinished(),
    unread: nights.at(-1)?.refused.length ?? 0,
    inbox: inbox.folder === undefined ? undefined : inbox.sort ? { toCorrect: inbox.toCorrect } : {},
  });
  const dismissed = await ledger.countDismissed();
  const away = outages.length > 0 ? { awaySince: Math.min(...outages.map(({ since }) => since)) } : {};
  const estimate = estimateOf(nights, left);
  const gate = atWork.length > 0 ? await gateOf(ledger) : undefined;
  const atThisMoment = { atWork, ...away, ...(gate ? { gate } : {}) };
  return { entries, forPerson, dismissed, handedOver, run, ...atThisMoment, nights, estimate, next };
}

/** What all workers together have learnt of the server; undefined where the ledger has no gate. */
async function gateOf(ledger: ReportLedger): Promise<LedgerNow['gate']> {
  const seen = await ledger.gateNow?.();
  return seen && gateView(seen.state, seen.now);
}
