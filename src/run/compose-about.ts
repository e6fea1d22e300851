/** What `--version --json` says, for a message about a fault and for whoever looks after many computers. */
import { readFile } from 'node:fs/promises';
import { getAsset, isSea } from 'node:sea';
import { z } from 'zod';
import { STEPS } from '../ledger/sqlite/steps.ts';
import { VERSION } from '../version.ts';

/** One line of JSON (docs/json-output.md). */
export interface About {
  readonly name: 'vax-upload';
  readonly version: string;
  /** Commit that it was built from; absent where it was built outside of git. */
  readonly commit?: string | undefined;
  /** Files that git keeps had been changed since that commit. */
  readonly changed?: boolean | undefined;
  /** One file that brings its Node, or a package that Node runs. */
  readonly built: 'executable' | 'package';
  /** As in `24.21.0`. */
  readonly node: string;
  readonly platform: string;
  readonly arch: string;
  readonly sqlite: string;
  /** Of the tables of a ledger: a ledger with a higher one is of a newer version. */
  readonly ledgerStep: number;
}

const infoSchema = z.object({ commit: z.string().optional(), changed: z.boolean().optional() });

/** `process` of Node, or what of it is needed. */
export async function about({
  versions,
  platform,
  arch,
}: Pick<NodeJS.Process, 'versions' | 'platform' | 'arch'>): Promise<About> {
  const { commit, changed } = infoSchema.parse(JSON.parse(await buildInfo()));
  return {
    name: 'vax-upload',
    version: VERSION,
    ...(commit ? { commit } : {}),
    ...(changed ? { changed } : {}),
    built: isSea() ? 'executable' : 'package',
    node: versions.node,
    platform,
    arch,
    sqlite: versions['sqlite'] ?? '',
    ledgerStep: STEPS.length,
  };
}

/** build/build-info.ts wrote it beside the program; sources that run as they are have none. */
async function buildInfo(): Promise<string> {
  if (isSea()) return getAsset('build-info.json', 'utf8');
  try {
    return await readFile(new URL('../build-info.json', import.meta.url), 'utf8');
  } catch {
    return '{}';
  }
}
