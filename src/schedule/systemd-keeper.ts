/** Units of systemd: of this user, or of the system for the superuser. */
import { existsSync, lstatSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { diskError } from '../disk/disk-error.ts';
import { writeFileWhole } from '../disk/write-file.ts';
import { systemCode } from '../errors.ts';
import type { Keeper } from './keeper.ts';
import { unitName, unitsOf } from './systemd.ts';
import { mustRun, type Tools } from './tool.ts';

/** Where the units of a user stand (systemd.unit(5)), and how systemctl is called. */
export function unitFolder(
  env: Readonly<Record<string, string | undefined>>,
  uid: number | undefined,
): { readonly folder: string; readonly systemctl: readonly [string, ...string[]] } {
  if (uid === 0) return { folder: '/etc/systemd/system', systemctl: ['systemctl'] };
  const config = env['XDG_CONFIG_HOME'] || join(env['HOME'] ?? '/', '.config');
  return { folder: join(config, 'systemd', 'user'), systemctl: ['systemctl', '--user'] };
}

/** systemd is what this computer was started with. */
export function runsSystemd(): boolean {
  return existsSync('/run/systemd/system');
}

/** Units of a user run only while somebody is logged on, unless the user lingers. */
export function lingers(user: string): boolean {
  return existsSync(join('/var/lib/systemd/linger', user));
}

export function systemdKeeper(tools: Tools, { folder, systemctl }: ReturnType<typeof unitFolder>): Keeper {
  const pathOf = (name: string, type: 'service' | 'timer'): string => join(folder, `${unitName(name)}.${type}`);
  const enabledAt = (name: string): string => join(folder, 'timers.target.wants', `${unitName(name)}.timer`);
  const control = (...words: string[]): Promise<string> => mustRun(tools, [...systemctl, ...words]);
  return {
    kind: 'systemd',
    async look(night) {
      const units = unitsOf(night);
      const service = textOf(pathOf(night.name, 'service'));
      const timer = textOf(pathOf(night.name, 'timer'));
      if (service === undefined && timer === undefined) return undefined;
      // Files alone start nothing: they stay behind where systemctl could not be reached, and after `systemctl disable`.
      const isEnabled = lstatSync(enabledAt(night.name), { throwIfNoEntry: false }) !== undefined;
      return isEnabled && service === units.service && timer === units.timer ? 'same' : 'other';
    },
    async install(night) {
      const units = unitsOf(night);
      try {
        mkdirSync(folder, { recursive: true });
      } catch (error) {
        throw diskError(error, folder);
      }
      for (const type of ['service', 'timer'] as const)
        await writeFileWhole(pathOf(night.name, type), async (into) => void into.write(units[type]));
      await control('daemon-reload');
      await control('enable', '--now', `${unitName(night.name)}.timer`);
      // One that runs already goes by its new time only when it is started again.
      await control('restart', `${unitName(night.name)}.timer`);
    },
    async remove(name) {
      const files = [pathOf(name, 'timer'), pathOf(name, 'service')];
      if (!files.some((file) => existsSync(file))) return false;
      await control('disable', '--now', `${unitName(name)}.timer`);
      for (const file of files) rmSync(file, { force: true });
      await control('daemon-reload');
      return true;
    },
  };
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw diskError(error, path);
  }
}
