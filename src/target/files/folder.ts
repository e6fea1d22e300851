/**
 * One batch into a folder: the file first, whole or not at all, and then the manifest, which says that it is there. The
 * same batch again is the same file; nothing is ever written over.
 */
import { existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { writeNewFile } from '../../disk/write-file.ts';
import { RunError, systemCode } from '../../errors.ts';
import { digestOf } from '../batch-bytes.ts';

/** A batch, as it is to lie in the folder. */
export interface FiledBatch {
  readonly id: string;
  /** Of its frozen bytes. */
  readonly digest: string;
  readonly records: number;
  /** Of the file, with its point. */
  readonly ending: (typeof FILE_ENDINGS)[number];
  /** `vax-upload 1.2.3`. */
  readonly program: string;
  /** What the file holds; made only where it is not there. */
  readonly content: () => Buffer | Promise<Buffer>;
}

/** Files hold personal data: their owner's alone, where the disk knows owners. */
const OWN = 0o600;
/** Of the form of manifests. */
const VERSION = 1;

const MANIFEST = '.manifest.json';

/** How the files of a batch end; its id stands before it. */
export const FILE_ENDINGS = ['.csv', '.xlsx', '.ndjson', '.zip', MANIFEST] as const;

/** Name of the manifest of a batch. */
function manifestName(id: string): string {
  return `${id}${MANIFEST}`;
}

/**
 * @throws RunError FOLDER_MISSING {path}, FILE_DIFFERS {path} where another file has the name of this one, and those of
 * the disk.
 */
export async function fileBatch(folder: string, batch: FiledBatch): Promise<void> {
  assertFolder(folder);
  const name = `${batch.id}${batch.ending}`;
  // A run that was killed between naming a file and forgetting where it grew has left both.
  for (const each of [name, manifestName(batch.id)]) rmSync(growing(folder, each), { force: true });
  const manifest = join(folder, manifestName(batch.id));
  // What a manifest stands for may have been taken away since, by whoever uploads it.
  if (existsSync(manifest)) {
    if (digestIn(manifest) === batch.digest) return;
    throw new RunError('FILE_DIFFERS', { path: manifest });
  }
  const content = await batch.content();
  await writeOnce(folder, name, content);
  await writeOnce(folder, manifestName(batch.id), manifestOf(batch, name, content));
}

/** A killed run has left it without its manifest: it is this batch's, or it is not touched. */
async function writeOnce(folder: string, name: string, content: Buffer): Promise<void> {
  const path = join(folder, name);
  if (existsSync(path)) {
    if (digestOf(readFileSync(path)) === digestOf(content)) return;
    throw new RunError('FILE_DIFFERS', { path });
  }
  await writeNewFile(path, async (into) => void into.write(content), { mode: OWN, temporary: growing(folder, name) });
}

/** Where a file grows. Always the same name, so that what a killed run has left of it is found. */
function growing(folder: string, name: string): string {
  return join(folder, `.${name}.tmp`);
}

function manifestOf({ id, digest, records, program }: FiledBatch, name: string, content: Buffer): Buffer {
  const file = { name, bytes: content.length, sha256: digestOf(content) };
  const manifest = { manifest: VERSION, program, batch: id, records, digest, files: [file] };
  return Buffer.from(`${JSON.stringify(manifest, undefined, 2)}\n`);
}

/** What a manifest says of its batch; undefined where it is damaged or somebody else's. */
function digestIn(path: string): unknown {
  try {
    return (JSON.parse(readFileSync(path, 'utf8')) as Readonly<Record<string, unknown>> | null)?.['digest'];
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw new RunError('DISK_FAILED', { path, code: systemCode(error) ?? '' }, { cause: error });
  }
}

/** @throws RunError FOLDER_MISSING {path} where it is not there, or is none. */
export function assertFolder(folder: string): void {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new RunError('FOLDER_MISSING', { path: folder });
}
