/** What the ledger calls a file that somebody names where it lies now: an inbox has moved it since it was imported. */
import { lstatSync } from 'node:fs';
import { resolve } from 'node:path';
import { digestOfFile } from '../disk/digest.ts';
import type { ReportLedger } from '../ledger/report-side.ts';
import type { Context } from './context.ts';

/** The name itself where no such file is there, or one that the ledger does not know by its bytes. */
export async function nameInLedger(
  file: string,
  ledger: Pick<ReportLedger, 'fileOf'>,
  { cwd }: Pick<Context, 'cwd'>,
): Promise<string> {
  const path = resolve(cwd, file);
  if (!lstatSync(path, { throwIfNoEntry: false })?.isFile()) return file;
  const digest = await digestOfFile(path).catch(() => undefined);
  return (digest && (await ledger.fileOf(digest))?.name) ?? file;
}
