/** The crontab of this user. */
import { cronLines } from './cron.ts';
import { blockIn, withBlock, withoutBlock } from './crontab.ts';
import type { Keeper } from './keeper.ts';
import { mustRun, outOf, type Tools } from './tool.ts';

export function cronKeeper(tools: Tools, machineZone: string, now: () => number): Keeper {
  const linesOf = (night: Parameters<Keeper['install']>[0]): string[] =>
    [`# ${night.config}`, ...cronLines(night, machineZone, now())].map((line) => Buffer.from(line).toString('latin1'));
  return {
    kind: 'cron',
    async look(night) {
      const block = blockIn(await read(tools), night.name);
      if (!block) return undefined;
      return block.join('\n') === linesOf(night).join('\n') ? 'same' : 'other';
    },
    async install(night) {
      const before = await read(tools);
      await write(tools, before, withBlock(before, night.name, linesOf(night)));
    },
    async remove(name) {
      const before = await read(tools);
      const after = withoutBlock(before, name);
      await write(tools, before, after);
      return after !== before;
    },
  };
}

/** A user without a crontab has an empty one. */
async function read(tools: Tools): Promise<string> {
  const list = ['crontab', '-l'] as const;
  const said = await tools.run(list);
  return said.exitCode !== 0 && /no crontab/i.test(said.err) ? '' : outOf(list, said);
}

async function write(tools: Tools, before: string, after: string): Promise<void> {
  if (after === before) return;
  if (after === '') await mustRun(tools, ['crontab', '-r']);
  else await mustRun(tools, ['crontab', '-'], after);
}
