/** What would be installed, as text, and where it would stand. */
import { join } from 'node:path';
import { cronLines } from './cron.ts';
import { withBlock } from './crontab.ts';
import { machineZone } from './machine-zone.ts';
import type { Kind, Night } from './night.ts';
import { unitName, unitsOf } from './systemd.ts';
import { unitFolder } from './systemd-keeper.ts';
import { taskName, taskXml } from './windows.ts';

/** As `Context` of a command has it. */
interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly uid?: number | undefined;
  readonly clock: { now(): number };
}

export function printed(night: Night, kind: Kind, { env, uid, clock }: Surroundings): { text: string; place: string } {
  switch (kind) {
    case 'cron': {
      const lines = [`# ${night.config}`, ...cronLines(night, machineZone(), clock.now())];
      return { text: withBlock('', night.name, lines), place: 'crontab -e' };
    }
    case 'systemd': {
      const path = join(unitFolder(env, uid).folder, unitName(night.name));
      const { service, timer } = unitsOf(night);
      return { text: `# ${path}.service\n${service}\n# ${path}.timer\n${timer}`, place: `${path}.timer` };
    }
    case 'windows':
      return { text: taskXml(night, windowsUser(env), clock.now()), place: taskName(night.name) };
  }
}

/** `DOMAIN\name`, where this is Windows. */
export function windowsUser(env: Surroundings['env']): string | undefined {
  const { USERDOMAIN: domain, USERNAME: name } = env;
  return domain && name ? `${domain}\\${name}` : undefined;
}
