/** A crontab that is a file of a folder: that of whoever runs the tests is left alone. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Makes `bin/crontab` in the folder; with `bin` first in `PATH` it stands for the one of the system. */
export function makeOwnCrontab(folder: string): void {
  mkdirSync(join(folder, 'bin'), { recursive: true });
  const kept = join(folder, 'crontab');
  writeFileSync(kept, '');
  writeFileSync(
    join(folder, 'bin', 'crontab'),
    `#!/bin/sh\ncase $1 in -l) cat '${kept}';; -r) : >'${kept}';; *) cat >'${kept}';; esac\n`,
    { mode: 0o755 },
  );
}
