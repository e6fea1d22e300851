/** What the ledger remembers, as the figures of a report and as its page: for `report`, and for who sends it. */
import { RunError } from '../errors.ts';
import type { ReportLedger } from '../ledger/report-side.ts';
import { leftNow, type Night, nightsOf, untilNow } from '../night/nights.ts';
import type { PageFacts } from '../page/facts.ts';
import { factsOf } from '../page/facts-of.ts';
import { withoutSecrets } from '../text/parameters.ts';
import type { Context } from './context.ts';
import type { Setup } from './setup.ts';
import { waiting } from './waiting.ts';

/** Runs that are looked at, unless an earlier night is asked for: a fortnight with many a night. */
const RUNS = 150;

/**
 * `night`: the day of its morning, `2026-11-28`, or of its evening; the last one where it is absent.
 * @throws RunError VALUE_WRONG for a night of which nothing is known.
 */
export function reportFacts(ledger: ReportLedger, setup: Setup, context: Context, night?: string): Promise<PageFacts> {
  return ledger.atOnce(() => factsNow(ledger, setup, context, night));
}

async function factsNow(
  ledger: ReportLedger,
  setup: Setup,
  context: Context,
  night: string | undefined,
): Promise<PageFacts> {
  const now = context.clock.now();
  const atWork = await ledger.atWork();
  const runs = await ledger.runs(night === undefined ? RUNS : undefined);
  const nights = leftNow(nightsOf(untilNow(runs, atWork, now), zoneOf(setup)), atWork, await waiting(ledger));
  const told = night === undefined ? nights.at(-1) : nightCalled(night, nights);
  const { entries: handedOver } = await ledger.countHandedOver();
  return factsOf(
    {
      nights,
      told,
      minutes: told ? await ledger.minutes(told.from) : [],
      running: atWork.length > 0,
      counts: await ledger.count(),
      forPerson: await ledger.countForPerson(),
      handedOver,
      sites: await ledger.sites(),
      problems: await ledger.openProblems(),
      unfinished: await ledger.unfinished(),
    },
    { madeAt: now, version: context.version, target: withoutSecrets(await ledger.target()) },
  );
}

function nightCalled(day: string, nights: readonly Night[]): Night {
  const found = nights.find((night) => night.day === day);
  if (found) return found;
  throw new RunError('VALUE_WRONG', {
    option: '--night',
    given: day,
    expected: `--night ${nights.at(-1)?.day ?? '2026-11-28'}`,
  });
}

/** The page as one HTML file, in the language of the run. */
export async function pageOf(facts: PageFacts, setup: Setup): Promise<string> {
  // Loaded only here: it brings the chart library, a third of a second and 60 MB.
  const { pageHtml } = await import('../page/page.ts');
  return pageHtml(facts, setup.language, zoneOf(setup));
}

/** Nights are told apart in it, and a page that is sent to others speaks of its clock, not of that of this computer. */
export function zoneOf({ config }: Pick<Setup, 'config'>): string {
  return config.options.reading.timeZone;
}
