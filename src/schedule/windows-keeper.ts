/** The Task Scheduler of Windows. */
import { join } from 'node:path';
import { writeFileWhole } from '../disk/write-file.ts';
import type { Keeper } from './keeper.ts';
import { mustRun, type Tools } from './tool.ts';
import { taskBytes, taskName, taskXml } from './windows.ts';

/** `folder`: where the XML of the task is kept for schtasks. */
export function windowsKeeper(tools: Tools, folder: string, user: string | undefined, now: () => number): Keeper {
  const isThere = async (name: string): Promise<boolean> =>
    (await tools.run(['schtasks', '/query', '/tn', taskName(name)])).exitCode === 0;
  return {
    kind: 'windows',
    // It hands back another XML than it was given, so what is there is not compared.
    look: async ({ name }) => ((await isThere(name)) ? 'same' : undefined),
    async install(night) {
      const file = join(folder, `${night.name}.xml`);
      await writeFileWhole(file, async (into) => void into.write(taskBytes(taskXml(night, user, now()))));
      await mustRun(tools, ['schtasks', '/create', '/tn', taskName(night.name), '/xml', file, '/f']);
    },
    async remove(name) {
      if (!(await isThere(name))) return false;
      await mustRun(tools, ['schtasks', '/delete', '/tn', taskName(name), '/f']);
      return true;
    },
  };
}
