/** `status`: what is in the ledger and how the last nights went, beside a run that may be going on. */
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { jsonLine } from '../printable.ts';
import { writeFitted, writeLines } from '../report/output.ts';
import { statusJson, statusLines } from '../report/status.ts';
import type { CommonOptions, Context } from '../run/context.ts';
import { standingOf } from '../run/standing.ts';
import { inReport, type Report } from '../run/with-ledger.ts';

export interface StatusOptions extends CommonOptions {
  /** Again and again, until somebody ends it. */
  readonly watch?: boolean;
}

/** A screen is looked at; a file or a pipe gets what changes slowly. */
const LOOK_EVERY_MS = { screen: 2_000, elsewhere: 60_000 } as const;
/** To the first line, and nothing below the last one. */
const FROM_THE_TOP = '\u001b[H\u001b[J';

export function status({ watch = false, ...options }: StatusOptions, context: Context): Promise<ExitCode> {
  return inReport(options, context, async (report) => {
    const { clock, out, stop } = context;
    const onScreen = watch && out.isTTY === true && !report.setup.json;
    await show(report, context, onScreen);
    while (watch && !stop.finish.aborted) {
      await clock.sleep(onScreen ? LOOK_EVERY_MS.screen : LOOK_EVERY_MS.elsewhere, stop.finish);
      if (!stop.finish.aborted) await show(report, context, onScreen);
    }
    return EXIT.done;
  });
}

async function show({ setup, ledger }: Report, { out, clock }: Context, onScreen: boolean): Promise<void> {
  const { messages, config, json, timeZone } = setup;
  const { options } = config;
  const now = await ledger.atOnce(() => standingOf(ledger, options, clock.now()));
  if (json) return writeLines(out, [jsonLine(statusJson(now))]);
  const lines = statusLines({ path: setup.place.name, target: await ledger.target() }, now, messages, timeZone);
  if (onScreen) out.write(FROM_THE_TOP);
  writeFitted(out, lines);
}
