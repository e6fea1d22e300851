/** The settings that `doctor` looks at: those of the configuration, or where it cannot be read the defaults. */
import { RunError } from '../../errors.ts';
import type { Context } from '../context.ts';
import { type Flags, type Setup, setUp } from '../setup.ts';

export interface Settings {
  readonly setup: Setup;
  /** Why the configuration cannot be read; then nothing of it is in `setup`. */
  readonly fault?: RunError;
}

/** @throws what is no known error: a bug. The reporter is the caller's to close. */
export async function settingsOf(options: Flags, context: Context): Promise<Settings> {
  try {
    return { setup: await setUp(options, context) };
  } catch (fault) {
    if (!(fault instanceof RunError)) throw fault;
    return { setup: await withoutSettings(options, context), fault };
  }
}

/** How it is spoken stays as it was asked for; everything else may be what is wrong. */
function withoutSettings({ config, lang, json, quiet, verbose, color }: Flags, context: Context): Promise<Setup> {
  const asked = { config, lang, json, quiet, verbose, color };
  const flags = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined)) as Flags;
  const env = Object.fromEntries(Object.entries(context.env).filter(([name]) => !SETS_AN_OPTION.test(name)));
  return setUp(flags, { ...context, env }, async () => '');
}

const SETS_AN_OPTION = /^VAX_UPLOAD_(?!CONFIG$|LANG$|JSON$|QUIET$|NO_COLOR$)/;
