/** The night that a configuration stands for, and who on this computer keeps schedules. */
import { dirname, join, resolve } from 'node:path';
import { DEFAULT_CONFIG_FILE } from '../config/file-name.ts';
import { fromAnywhere } from '../config/state.ts';
import { RunError } from '../errors.ts';
import { cronKeeper } from '../schedule/cron-keeper.ts';
import type { Keeper } from '../schedule/keeper.ts';
import { machineZone } from '../schedule/machine-zone.ts';
import { type Kind, type Night, nameOf, refuseUnwritable } from '../schedule/night.ts';
import { windowsUser } from '../schedule/printed.ts';
import { runsSystemd, systemdKeeper, unitFolder } from '../schedule/systemd-keeper.ts';
import { toolsOf } from '../schedule/tool.ts';
import { windowsKeeper } from '../schedule/windows-keeper.ts';
import type { CommonOptions, Context, DeliveryFlags, NightTimes } from './context.ts';
import type { Setup } from './setup.ts';

export interface NightFlags extends CommonOptions, NightTimes, Pick<DeliveryFlags, 'until' | 'maxDuration' | 'log'> {}

/** @throws RunError CONFIG_MISSING, TARGET_MISSING, SCHEDULE_PATH. */
export function nightOf(options: NightFlags, { config, place, language }: Setup, context: Context): Night {
  const { file } = config;
  if (file === undefined) throw new RunError('CONFIG_MISSING', { file: DEFAULT_CONFIG_FILE });
  if (!config.target) throw new RunError('TARGET_MISSING');
  const { schedule, reading } = config.options;
  // The variables of this session will be gone.
  const isInFile = (path: string): boolean => config.origin(path).layer === 'file';
  const { state, to, until, maxDuration, log } = options;
  const flags: readonly (readonly [string, string | undefined])[] = [
    ['--config', file],
    ['--to', to],
    ['--state', state === undefined ? undefined : fromAnywhere(state, context.cwd)],
    ['--until', until],
    ['--max-duration', maxDuration],
    // cron knows no language.
    ['--lang', isInFile('language') ? undefined : language],
  ];
  return refuseUnwritable({
    name: nightName(options, context),
    config: file,
    program: context.program(),
    // Where there is an inbox, everything that waits goes out with it.
    args: [
      isInFile('inbox.folder') ? 'import' : 'resume',
      ...flags.flatMap(([flag, value]) => (value === undefined ? [] : [flag, value])),
    ],
    log: log === undefined ? join(place.folder, 'logs', 'nights.log') : resolve(context.cwd, log),
    folder: dirname(file),
    at: schedule.at,
    timeZone: schedule.timeZone ?? reading.timeZone,
    spreadMs: isInFile('delivery.startJitter') ? 0 : schedule.spread,
  });
}

/** As `nightOf` calls it; known without the configuration, which may be gone when the night is to be taken away. */
export function nightName({ config, to, state }: NightFlags, { cwd, env }: Context): string {
  const file = resolve(cwd, config ?? (env['VAX_UPLOAD_CONFIG'] || DEFAULT_CONFIG_FILE));
  return nameOf(file, [
    ...(to === undefined ? [] : ['to', to]),
    ...(state === undefined ? [] : [fromAnywhere(state, cwd)]),
  ]);
}

/** Where on this computer the night is installed, and whether as it would be installed now. */
export async function installedNights(
  night: Night,
  keepers: readonly Keeper[],
): Promise<{ readonly kind: Kind; readonly state: 'same' | 'other' }[]> {
  const found: { kind: Kind; state: 'same' | 'other' }[] = [];
  for (const keeper of keepers) {
    const state = await keeper.look(night).catch((error) => nothingThere(error, keeper !== keepers[0]));
    if (state) found.push({ kind: keeper.kind, state });
  }
  return found;
}

/** From which of them it was taken. `usual`: whose word counts where it lets nobody in. */
export async function takenFrom(
  keepers: readonly Keeper[],
  name: string,
  usual: Keeper | undefined = keepers[0],
): Promise<Kind[]> {
  const removed: Kind[] = [];
  for (const keeper of keepers)
    if (await keeper.remove(name).catch((error) => nothingThere(error, keeper !== usual))) removed.push(keeper.kind);
  return removed;
}

/**
 * A keeper whose program is not on this computer has kept nothing. One that does not let this user in (`cron.allow`) has
 * not either; where it is the only one there is, that has to be said.
 */
function nothingThere(error: unknown, isOther: boolean): undefined {
  if (!(error instanceof RunError) || error.code !== 'SCHEDULE_TOOL') throw error;
  const detail = String(error.params['detail']);
  if (detail === 'ENOENT' || (isOther && /not allowed/i.test(detail))) return;
  throw error;
}

/** Of this computer, the first of which is the usual one. `folder`: of the state. */
export function keepersOf({ env, uid, platform, clock }: Context, folder: string): readonly [Keeper, ...Keeper[]] {
  const tools = toolsOf(env);
  const now = (): number => clock.now();
  if (platform === 'win32') return [windowsKeeper(tools, folder, windowsUser(env), now)];
  const cron = cronKeeper(tools, machineZone(), now);
  return runsSystemd() ? [systemdKeeper(tools, unitFolder(env, uid)), cron] : [cron];
}
