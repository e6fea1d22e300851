/** One sheet through the built program as a user would: an empty folder, a server on a loopback port, nobody to ask. */
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startFakeServer } from '../support/fake-server.ts';
import { run } from '../support/program.ts';
import { type Arrived, judgeSheet, type SheetVerdict } from './judge-sheet.ts';
import { SHEETS, type SheetTruth } from './sheet-truth.ts';

/** The program of this checkout. */
const PROGRAM = fileURLToPath(new URL('../../bin/vax-upload.js', import.meta.url));

export interface SheetResult extends SheetVerdict {
  readonly truth: SheetTruth;
  readonly exitCode: number | undefined;
  /** What the program said on stderr. */
  readonly said: string;
}

/** Imports the sheet with `program` and judges what its server got. */
export async function importSheet(truth: SheetTruth, program = PROGRAM): Promise<SheetResult> {
  const folder = await mkdtemp(join(tmpdir(), 'vax-upload-truth-'));
  try {
    await copyFile(join(SHEETS, truth.file), join(folder, truth.file));
    await using server = await startFakeServer();
    const args = [program, 'import', truth.file, '--to', server.url, '--json', '--lang', 'en'];
    const { exitCode, err } = await run(process.execPath, args, { cwd: folder, within: 60_000 });
    const arrived = [...server.effects.values()].map(({ record }) => record as Arrived);
    return { truth, exitCode, said: err, ...judgeSheet(truth, arrived, exitCode) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
