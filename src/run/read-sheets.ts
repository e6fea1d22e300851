/** Sheets read as `import` reads them, through another door than a ledger's. */
import type { ExitCode } from '../exit-codes.ts';
import { readSpreadsheet } from '../intake/read-file.ts';
import { takeInFiles } from '../intake/take-in-files.ts';
import type { Door } from '../ledger/intake-side.ts';
import type { TakenReading } from '../ledger/sealed/prepare.ts';
import { wireReading } from './compose-reading.ts';
import type { Context } from './context.ts';
import type { SettledColumns } from './headings/columns.ts';
import type { Setup } from './setup.ts';

/** Rows through the door at once; nothing depends on how many. */
const ADMIT_AT_ONCE = 1_000;

/** What could not be read is told; the codes are of those files, and the others are read all the same. */
export async function readSheets(
  files: readonly string[],
  door: Door<TakenReading>,
  columns: SettledColumns,
  setup: Setup,
  context: Context,
): Promise<readonly ExitCode[]> {
  const { forms, failures } = await takeInFiles(files, {
    door,
    read: (file) => {
      setup.place.refuseOwnFile(file);
      return readSpreadsheet(file);
    },
    file: await wireReading(setup, context, columns.forms),
    admitAtOnce: ADMIT_AT_ONCE,
    cwd: context.cwd,
    report: setup.reporter.report.bind(setup.reporter),
    stop: context.stop.finish,
  });
  await columns.keep(forms);
  return failures.map(({ exitCode }) => exitCode);
}
