/**
 * What is remembered of the files of inboxes from one night to the next, so that five hundred old sheets are not read
 * again: a digest for each that has not changed, and what was wrong with it. The ledger alone says what was taken in; a
 * memory that is lost costs one night's reading of bytes, and nothing else.
 */
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { writeFileWhole } from '../disk/write-file.ts';
import { type ErrorParams, RUN_ERRORS, RunError, type RunErrorCode } from '../errors.ts';

/** What is known of one file as it lies there. */
export interface Remembered {
  /** What tells it from another version of it: device, number, size and times of its last change. */
  readonly stamp: string;
  /** When it was first seen exactly so, by the clock of this computer (epoch ms). */
  readonly seen: number;
  /** SHA-256 of its bytes in hexadecimal digits; absent while it may be growing. */
  readonly digest?: string;
  /** It is no sheet but this (`PDF`). */
  readonly noSheet?: string;
  /** It was refused, read in this way (`howRead`). */
  readonly refused?: { readonly code: RunErrorCode; readonly params: ErrorParams; readonly how: string };
  /** How it was read when it was taken in. */
  readonly taken?: string;
}

/** A move to another disk that was begun: when `to` has the bytes, `from` goes. */
export interface Begun {
  readonly from: string;
  readonly to: string;
  readonly digest: string;
}

export interface Memory {
  /** By absolute path. */
  readonly files: Map<string, Remembered>;
  begun: readonly Begun[];
}

/** A memory that is damaged, of a later version or not to be read is none. */
export async function readMemory(path: string): Promise<Memory> {
  try {
    const { version, files, begun } = JSON.parse(await readFile(path, 'utf8')) as Kept;
    if (version !== VERSION) return { files: new Map(), begun: [] };
    return { files: new Map(Object.entries(files).filter(isSound)), begun: begun ?? [] };
  } catch {
    return { files: new Map(), begun: [] };
  }
}

/** Only what is still there is kept: `folders` were looked into, and `there` is what was found. */
export async function writeMemory(path: string, { files, begun }: Memory): Promise<void> {
  const kept: Kept = { version: VERSION, files: Object.fromEntries(files), begun };
  await writeFileWhole(path, async (into) => {
    into.end(JSON.stringify(kept));
  }).catch((error: unknown) => {
    // It is a comfort. A disk that is full says so where it matters.
    if (!(error instanceof RunError)) throw error;
  });
}

/** Forgets the files of these folders that are no longer there. */
export function forgetGone({ files }: Memory, folders: ReadonlySet<string>, there: ReadonlySet<string>): void {
  for (const path of files.keys()) if (folders.has(dirname(path)) && !there.has(path)) files.delete(path);
}

const VERSION = 1;

interface Kept {
  readonly version: number;
  readonly files: Readonly<Record<string, Remembered>>;
  readonly begun?: readonly Begun[];
}

/** Of a version that knew another error nothing is believed. */
function isSound([, file]: readonly [string, Remembered]): boolean {
  return typeof file.stamp === 'string' && (file.refused === undefined || file.refused.code in RUN_ERRORS);
}
