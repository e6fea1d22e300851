/** What `doctor` finds of the files that the configuration names beside the ledger: mapping, headings, the inbox. */
import { accessSync, constants, statSync } from 'node:fs';
import { readMapping } from '../../config/mapping-file.ts';
import { inShell } from '../../disk/own-file.ts';
import { failing, faulty, good, type HereFinding } from '../../doctor/finding.ts';
import { RunError, systemCode } from '../../errors.ts';
import { readMappings } from '../../mappings/mappings-file.ts';
import type { Context } from '../context.ts';
import type { Setup } from '../setup.ts';

/** `unlistedRows`: rows of the ledger that wait because of a name that nobody has listed. */
export async function lookAtFiles(
  { config }: Setup,
  { uid }: Pick<Context, 'uid'>,
  unlistedRows: number,
): Promise<readonly HereFinding[]> {
  const { mapping, columns } = config.options.reading;
  const { folder } = config.options.inbox;
  return [
    ...(await mappingFindings(mapping, uid, unlistedRows)),
    ...(await known('columns', async () => {
      const forms = (await readMappings(columns, uid)).length;
      return forms === 0 ? [] : [good('columns', { path: columns, forms })];
    })),
    ...(folder === undefined ? [] : [lookAtFolder(folder, 'inbox.folder')]),
  ];
}

async function mappingFindings(
  path: string | undefined,
  uid: number | undefined,
  rows: number,
): Promise<readonly HereFinding[]> {
  if (path === undefined) return rows === 0 ? [] : [faulty('mapping', 'note', 'absent', { rows })];
  return known('mapping', async () => {
    const { choices } = await readMapping(path, uid);
    const names = choices.vaccines.length + choices.sites.length + choices.categories.length;
    return [rows === 0 ? good('mapping', { path, names }) : faulty('mapping', 'note', 'words', { path, rows })];
  });
}

/** A known error of the run is what is found. */
async function known(
  about: 'mapping' | 'columns',
  look: () => Promise<readonly HereFinding[]>,
): Promise<readonly HereFinding[]> {
  try {
    return await look();
  } catch (error) {
    if (error instanceof RunError) return [failing(about, error)];
    throw error;
  }
}

/** A folder in which files are found and put by the program (`key`: the option that names it). Nothing is written. */
function lookAtFolder(path: string, key: string): HereFinding {
  try {
    if (!statSync(path).isDirectory()) return faulty('folder', 'bad', 'file', { path, key });
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK);
    return good('folder', { path, key });
  } catch (error) {
    const code = systemCode(error) ?? '';
    if (code === 'ENOENT') return faulty('folder', 'bad', 'absent', { path, key, cure: `mkdir -p ${inShell(path)}` });
    return faulty('folder', 'bad', 'forbidden', { path, key, code, cure: `chmod u+rwx ${inShell(path)}` });
  }
}
