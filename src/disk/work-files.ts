/**
 * Work files with personal data, which must not outlive a killed run. Each process that writes one notes its names
 * first, beside the ledger; whoever starts next removes what processes that are no more have noted.
 */
import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync, readdirSync, readFileSync, rmdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { systemCode } from '../errors.ts';
import { diskError } from './disk-error.ts';
import { quietly } from './quietly.ts';

/** Who writes, to be told from others by the next one. */
export interface Worker {
  readonly pid: number;
  /** Whether a process of this computer is still there. */
  readonly isRunning: (pid: number) => boolean;
}

/** The names under which a file grows before it is whole. */
export interface WorkFile {
  readonly path: string;
  /** Beside the place it is meant for, where `path` is on another disk. */
  readonly beside: string;
}

/**
 * Of another computer (a network drive, a container of last night) nobody can say whether it is still at work; no
 * workbook takes an hour.
 */
const FOREIGN_MS = 3_600_000;
const NOTE = /^work-([0-9a-f]{8})-(\d+)\.json$/;

const host = (): string => createHash('sha256').update(hostname()).digest('hex').slice(0, 8);

/** What may lie beside a work file, by what stands behind its name: what SQLite makes, and what it grew of. */
const COMPANIONS = ['', '-wal', '-shm', '-journal', '.part'] as const;

/** A work file, and what may lie beside it. */
export function withCompanions(path: string): readonly string[] {
  return COMPANIONS.map((ending) => `${path}${ending}`);
}

/**
 * The work file of one process for `path`. `own`: the only one at `path`'s ledger at a time, which may therefore grow
 * there.
 */
export function workFileFor(path: string, { pid }: Worker, own?: string): WorkFile {
  const beside = join(dirname(path), `.${basename(path)}.${host()}-${pid}.tmp`);
  return { path: own ?? beside, beside };
}

/**
 * Does `work` with its files noted in `folder`. A folder that cannot be written keeps no note: then nothing of ours is
 * there either, and a killed process leaves what it had. Throws the RunErrors of the disk.
 */
export async function whileNoted<T>(
  folder: string,
  files: WorkFile | readonly WorkFile[],
  { pid }: Worker,
  work: () => Promise<T>,
): Promise<T> {
  const note = join(folder, `work-${host()}-${pid}.json`);
  let made = false;
  try {
    made = mkdirSync(folder, { recursive: true, mode: 0o700 }) !== undefined;
    writeFileSync(note, JSON.stringify([files].flat().flatMap(({ path, beside }) => [path, beside])), {
      mode: 0o600,
      flush: true,
    });
  } catch (error) {
    if (!['EACCES', 'EROFS', 'EPERM'].includes(systemCode(error) ?? '')) throw diskError(error, note);
  }
  try {
    return await work();
  } finally {
    quietly(() => rmSync(note, { force: true }));
    // Nobody else has come to need it, or it stays.
    if (made) quietly(() => rmdirSync(folder));
  }
}

/**
 * Removes what processes that are no more have noted in `folder`. `sheet`: the one work file whose name is always the
 * same, of whoever has the ledger. Nothing that is no work file of ours is touched.
 */
export function sweepWorkFiles(
  { folder, sheet }: { readonly folder: string; readonly sheet: string | undefined },
  worker: Worker,
  now: number,
): void {
  for (const name of listed(folder)) {
    const [, whose, pid] = NOTE.exec(name) ?? [];
    if (whose === undefined || pid === undefined) continue;
    const note = join(folder, name);
    quietly(() => {
      if (isAtWork(whose, Number(pid), worker, now - statSync(note).mtimeMs)) return;
      for (const path of JSON.parse(readFileSync(note, 'utf8')) as unknown[])
        removeWorkFile(path, `${whose}-${pid}`, sheet);
      rmSync(note);
    });
  }
}

/** The number of a process may be ours by now: in a container it always is. */
function isAtWork(whose: string, pid: number, worker: Worker, ageMs: number): boolean {
  return whose === host() ? pid !== worker.pid && worker.isRunning(pid) : ageMs < FOREIGN_MS;
}

/** A note can be written by others where they can write the folder: it may name nothing but work files. */
function removeWorkFile(path: unknown, tag: string, sheet: string | undefined): void {
  if (typeof path !== 'string') return;
  const isOurs = path === sheet || (basename(path).startsWith('.') && path.endsWith(`.${tag}.tmp`));
  if (!isOurs) return;
  for (const file of withCompanions(path)) if (lstatSync(file, { throwIfNoEntry: false })?.isFile()) rmSync(file);
}

function listed(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
