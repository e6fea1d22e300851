/** What `import` was given: sheets by name, folders, or nothing and the inbox of the configuration. */
import { statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { RunError } from '../../errors.ts';
import { inboxAt, type SortedNames } from '../../inbox/list.ts';
import { type Looked, lookInto } from '../../inbox/look.ts';
import { type Memory, readMemory, writeMemory } from '../../inbox/memory.ts';
import { stampOf } from '../../workbook/stamp.ts';
import type { Context } from '../context.ts';
import type { Setup } from '../setup.ts';

export interface Given {
  /** Sheets that were named, but correction sheets that nobody has touched. */
  readonly files: readonly string[];
  /** What is in the folders. */
  readonly looked: readonly { readonly folder: string; readonly found: Looked }[];
  readonly memory: Memory;
  readonly memoryPath: string;
  readonly names: SortedNames;
  /** Sheets that headings may have to be asked about. */
  readonly toAsk: readonly string[];
}

/** @throws RunError INBOX_NONE where neither a file nor an inbox was named. */
export function refuseNothing(named: readonly string[], { config }: Setup): void {
  if (named.length === 0 && config.options.inbox.folder === undefined) throw new RunError('INBOX_NONE');
}

/**
 * Looks into folders while nothing is locked: a copy that goes on is waited for a moment. `remembers`: the next
 * run is to know what was seen. @throws RunError INBOX_SORT.
 */
export async function lookAtGiven(
  named: readonly string[],
  setup: Setup,
  context: Context,
  remembers = true,
): Promise<Given> {
  const { inbox } = setup.config.options;
  const isFolder = (name: string): boolean =>
    named.length === 0 || statSync(resolve(context.cwd, name), { throwIfNoEntry: false })?.isDirectory() === true;
  const given = named.length > 0 ? named : [inbox.folder ?? ''];
  const folders = [...new Set(given.filter(isFolder))];
  if (folders.length === 0 && inbox.sort && setup.config.origin('inbox.sort').layer === 'flag')
    throw new RunError('INBOX_SORT');
  const memoryPath = join(setup.place.folder, 'inbox.json');
  const memory: Memory = folders.length > 0 ? await readMemory(memoryPath) : { files: new Map(), begun: [] };
  const names = { done: inbox.done, toCorrect: inbox.toCorrect };
  const looking = { names, memory, ours: ownPaths(setup), clock: context.clock, stop: context.stop.finish };
  const looked: { folder: string; found: Looked }[] = [];
  for (const folder of folders) {
    const root = inboxAt(folder.replace(/(?<=[^/\\])[/\\]+$/, ''), resolve(context.cwd, folder), names);
    looked.push({ folder: root.name, found: await lookInto(root, looking) });
  }
  if (remembers && folders.length > 0) await writeMemory(memoryPath, memory);
  const files = await withoutUntouched(
    given.filter((name) => !isFolder(name)),
    setup,
    context,
  );
  const isNew = (path: string): boolean => memory.files.get(path)?.taken === undefined;
  const toAsk = looked.flatMap(({ found }) =>
    found.candidates.filter(({ path }) => isNew(path)).map(({ name }) => name),
  );
  return { files, looked, memory, memoryPath, names, toAsk: [...files, ...toAsk] };
}

/** A correction sheet that nobody has touched since it was written says nothing new. */
async function withoutUntouched(
  files: readonly string[],
  { reporter }: Setup,
  { cwd }: Context,
): Promise<readonly string[]> {
  const changed: string[] = [];
  for (const file of files)
    if ((await stampOf(resolve(cwd, file))) === undefined) changed.push(file);
    else reporter.report({ event: 'untouched', file });
  return changed;
}

/** Where the configuration lies in the folder of the sheets, none of its files is one of these. */
function ownPaths({ config }: Setup): ReadonlySet<string> {
  const paths = new Set<string>(config.file === undefined ? [] : [config.file]);
  const collect = (value: unknown): void => {
    if (typeof value === 'string') paths.add(value);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(collect);
  };
  collect(config.options);
  return paths;
}
