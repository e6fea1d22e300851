/** Which reporter a run gets. */
import type { Reporter } from '../events.ts';
import { jsonReporter } from './json.ts';
import type { ReporterOptions } from './output.ts';
import { plainReporter } from './plain.ts';
import { quietReporter } from './quiet.ts';
import { teeReporter } from './tee.ts';

/** `terminal` moves, `plain` is for cron and files, `json` for scripts, `quiet` for those who only want errors. */
export type ReportMode = 'terminal' | 'plain' | 'json' | 'quiet';

/** What the command line and the surroundings say about it. */
export interface ModeWishes {
  readonly json?: boolean | undefined;
  readonly quiet?: boolean | undefined;
  /** Whether stderr, where progress goes, is a screen. */
  readonly errIsTTY?: boolean | undefined;
  readonly TERM?: string | undefined;
}

/** `--json`, then `-q`; a screen that can move its cursor gets the moving kind, everything else plain lines. */
export function chooseMode({ json, quiet, errIsTTY, TERM }: ModeWishes): ReportMode {
  if (json) return 'json';
  if (quiet) return 'quiet';
  return errIsTTY && TERM !== 'dumb' ? 'terminal' : 'plain';
}

/**
 * The reporter for a mode. The terminal's libraries are loaded only for a terminal: they take about 80 ms, which a
 * script that calls us a thousand times would feel. With `--json`, errors are also said in words on stderr, where they
 * do not disturb.
 */
export async function createReporter(options: ReporterOptions & { readonly mode: ReportMode }): Promise<Reporter> {
  switch (options.mode) {
    case 'terminal': {
      const { terminalReporter } = await import('./screen/terminal.ts');
      return terminalReporter(options);
    }
    case 'plain':
      return plainReporter(options);
    case 'json':
      return teeReporter(jsonReporter(options), quietReporter({ ...options, rows: false }));
    case 'quiet':
      return quietReporter(options);
  }
}
