/** What lies in a folder: looked at by name and by what the disk says of it, never opened. */
import { type BigIntStats, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { systemCode } from '../errors.ts';
import { type EntryKind, lockNames, type NamePass, passByName } from './names.ts';

/** A folder in which sheets are handed in, with the two in which they are found again. */
export interface Inbox {
  /** As it was typed, or stands in the configuration. */
  readonly name: string;
  /** Absolute, as the two others are. */
  readonly path: string;
  readonly done: string;
  readonly toCorrect: string;
}

/** What may be a sheet. */
export interface Found {
  /** As somebody would type it. */
  readonly name: string;
  readonly path: string;
  readonly inbox: Inbox;
  readonly stamp: string;
  /** Epoch milliseconds, by the clock of the disk. */
  readonly changedMs: number;
  /** An office program has it open. */
  readonly open: boolean;
}

export interface Listed {
  readonly inboxes: readonly Inbox[];
  /** The oldest first: of two versions of a sheet the newer one is to have the last word. */
  readonly found: readonly Found[];
  readonly passed: readonly { readonly file: string; readonly why: NamePass }[];
  /** Folders that cannot be listed, by a code of the system. */
  readonly shut: readonly { readonly inbox: Inbox; readonly code: string }[];
}

/** Names of the two folders below each inbox. */
export interface SortedNames {
  readonly done: string;
  readonly toCorrect: string;
}

export function inboxAt(name: string, path: string, { done, toCorrect }: SortedNames): Inbox {
  return { name, path, done: join(path, done), toCorrect: join(path, toCorrect) };
}

/**
 * An inbox and the folders directly in it, each of which is an inbox of its own: one for each facility. `now`: epoch
 * milliseconds.
 */
export function listInbox(root: Inbox, names: SortedNames, now: number): Listed {
  const top = listFolder(root, names, now);
  const below = top.folders.map((name) =>
    listFolder(inboxAt(join(root.name, name), join(root.path, name), names), names, now),
  );
  const all = [top, ...below];
  return {
    inboxes: all.map(({ inbox }) => inbox),
    found: all.flatMap(({ found }) => found).toSorted(byAge),
    passed: [
      ...all.flatMap(({ passed }) => passed),
      ...below.flatMap(({ inbox, folders }) =>
        folders.map((folder) => ({ file: join(inbox.name, folder), why: 'deeper' as const })),
      ),
    ],
    shut: all.flatMap(({ inbox, code }) => (code === undefined ? [] : [{ inbox, code }])),
  };
}

/** What the two folders are called unless it is said: sheets of the time before that lie in them. */
const USUAL: readonly string[] = ['done', 'to-correct'];
const NOT_ENTERED: ReadonlySet<string> = new Set(['EACCES', 'EPERM', 'EIO', 'ESTALE']);

/** A lock file that is older than a day was left behind by a program that died. */
const LOCK_MS = 24 * 3_600_000;

/** Tells of each of these `names` of a folder whether an office program has it open. */
export function openIn(folder: string, names: readonly string[], now: number): (name: string) => boolean {
  const there = new Set(names);
  return (name) => lockNames(name).some((lock) => there.has(lock) && isFresh(join(folder, lock), now));
}

interface OneFolder {
  readonly inbox: Inbox;
  readonly found: Found[];
  readonly folders: string[];
  readonly passed: { file: string; why: NamePass }[];
  readonly code?: string;
}

function listFolder(inbox: Inbox, { done, toCorrect }: SortedNames, now: number): OneFolder {
  const listed: OneFolder = { inbox, found: [], folders: [], passed: [] };
  let names: string[];
  try {
    names = readdirSync(inbox.path);
  } catch (error) {
    return { ...listed, code: systemCode(error) ?? '' };
  }
  const isOpen = openIn(inbox.path, names, now);
  for (const name of names) {
    const path = join(inbox.path, name);
    const stats = statsOf(path);
    // A folder that may be listed and not entered has nothing for us.
    if (typeof stats === 'string' && NOT_ENTERED.has(stats)) return { ...listed, code: stats };
    if (typeof stats === 'string') {
      if (passByName(name, 'file') === 'name') listed.passed.push({ file: join(inbox.name, name), why: 'name' });
      continue;
    }
    const kind = kindOf(stats);
    if (kind !== 'file' && [done, toCorrect, ...USUAL].includes(name)) continue;
    const why = passByName(name, kind);
    if (why !== undefined) listed.passed.push({ file: join(inbox.name, name), why });
    else if (kind === 'folder') listed.folders.push(name);
    else
      listed.found.push({
        name: join(inbox.name, name),
        path,
        inbox,
        stamp: stampOf(stats),
        changedMs: Number(stats.mtimeMs),
        open: isOpen(name),
      });
  }
  listed.folders.sort();
  return listed;
}

/** What tells the file at this place from another one, or from another version of it; undefined where there is none. */
export function stampAt(path: string): string | undefined {
  const stats = statsOf(path);
  return typeof stats !== 'string' && stats.isFile() ? stampOf(stats) : undefined;
}

function stampOf({ dev, ino, size, mtimeNs, ctimeNs }: BigIntStats): string {
  return [dev, ino, size, mtimeNs, ctimeNs].join(' ');
}

/** Or why not, by a code of the system: it is not there any more, perhaps. */
function statsOf(path: string): BigIntStats | string {
  try {
    return lstatSync(path, { bigint: true });
  } catch (error) {
    return systemCode(error) ?? '';
  }
}

function kindOf(stats: BigIntStats): EntryKind {
  if (stats.isFile()) return 'file';
  if (stats.isDirectory()) return 'folder';
  return stats.isSymbolicLink() ? 'link' : 'other';
}

function isFresh(path: string, now: number): boolean {
  const stats = statsOf(path);
  return typeof stats !== 'string' && Math.abs(now - Number(stats.mtimeMs)) < LOCK_MS;
}

function byAge(a: Found, b: Found): number {
  return a.changedMs - b.changedMs || (a.path < b.path ? -1 : 1);
}
