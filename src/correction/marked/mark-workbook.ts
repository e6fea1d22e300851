/**
 * The very workbook that a clerk sent in, with only the rows that need a person (or all of them), the cells to correct
 * coloured and explained, our columns at the right, and an overview in front. Every part of the original that need not
 * change is copied as it is packed; rows pass through one at a time.
 */
import { basename } from 'node:path';
import type { Writable } from 'node:stream';
import { digestOfFile } from '../../disk/digest.ts';
import { writeFileWhole } from '../../disk/write-file.ts';
import { systemCode } from '../../errors.ts';
import { DEFAULT_LIMITS } from '../../source/source.ts';
import { XlsxFault } from '../../source/xlsx/fault.ts';
import { readWorkbook } from '../../source/xlsx/workbook.ts';
import { openZip } from '../../source/xlsx/zip.ts';
import { NotMarkable } from '../../workbook/not-markable.ts';
import { stamped } from '../../workbook/stamp.ts';
import { zipWriter } from '../../workbook/zip-writer.ts';
import type { MarkedWorkbook } from './marked-workbook.ts';
import { Original } from './original.ts';
import { CONTENT_TYPES } from './package-parts.ts';
import { type PackagePlan, planPackage } from './plan-package.ts';

/** Whether the file at a path has these bytes; false when it cannot be read. */
export async function hasDigest(path: string, digest: Uint8Array): Promise<boolean> {
  try {
    return (await digestOfFile(path)).equals(digest);
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
    return false;
  }
}

/**
 * Writes the workbook, whole or not at all, for the owner alone (0600). False when there is no such original, it is no
 * .xlsx, or it cannot be marked; nothing is written then. Throws a RunError (DISK_FULL, DISK_FAILED, DISK_READ_ONLY,
 * OUTPUT_EXISTS) as `writeFileWhole` does.
 */
export async function markWorkbook(marked: MarkedWorkbook): Promise<boolean> {
  const { path, original } = marked;
  try {
    const zip = await openZip(original.path, DEFAULT_LIMITS);
    try {
      if (!(await hasDigest(original.path, original.digest))) return false;
      const workbook = await readWorkbook(zip, DEFAULT_LIMITS);
      if (workbook.lost.length > 0) throw new NotMarkable('a sheet is not there: Excel would ask to repair the copy');
      const source = new Original(zip, workbook);
      const plan = await planPackage(source, marked, basename(path));
      const write = async (into: Writable): Promise<void> => {
        await writePackage(source, plan, into);
        if (await zip.changed()) throw new NotMarkable('it was changed while it was copied');
      };
      const { made, workFile } = marked;
      await writeFileWhole(path, (into) => (made === undefined ? write(into) : stamped(into, made, write)), workFile);
      return true;
    } finally {
      await zip.close();
    }
  } catch (error) {
    if (error instanceof NotMarkable || error instanceof XlsxFault) return false;
    if (['ENOENT', 'EISDIR', 'EACCES', 'ENOTDIR'].includes(systemCode(error) ?? '')) return false;
    throw error;
  }
}

async function writePackage(original: Original, { streams, styles }: PackagePlan, into: Writable): Promise<void> {
  const zip = zipWriter(into);
  const first = original.written.get(CONTENT_TYPES.toLowerCase());
  if (first) await zip.add(CONTENT_TYPES, [Buffer.from(first.xml)]);
  const stylesPart = original.workbook.stylesPart?.toLowerCase();
  for (const part of original.zip.parts()) {
    const name = part.name.toLowerCase();
    const stream = streams.get(name);
    if (original.gone.has(name) || original.written.has(name) || name === stylesPart) continue;
    if (stream) await zip.add(part.name, stream.bytes(), stream.dull ? 'dull' : undefined);
    else await zip.copy(part);
  }
  // The rows have asked for all the styles they need.
  await zip.add(original.workbook.stylesPart ?? '', [Buffer.from(styles.written())]);
  for (const { name, xml } of original.written.values()) {
    if (name !== CONTENT_TYPES) await zip.add(name, [Buffer.from(xml)]);
  }
  await zip.end();
}
