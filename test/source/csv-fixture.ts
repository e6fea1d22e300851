/** A folder for one test file, and reading a CSV in it the way the program does. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import type { SourceRow } from '../../src/record/source-row.ts';
import { openSource } from '../../src/source/open.ts';
import { DEFAULT_LIMITS, type SourceLimits, type SourceNote } from '../../src/source/source.ts';

export interface ReadFile {
  readonly rows: readonly SourceRow[];
  readonly notes: readonly SourceNote[];
}

/** Registers a folder that lives as long as the test file; returns ways to write into it and to read from it. */
export function scratchFolder() {
  let folder = '';
  let count = 0;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vax-upload-source-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));
  const path = (name: string) => join(folder, name);
  const write = async (content: string | Uint8Array, name = `sheet-${++count}.csv`) => {
    await writeFile(path(name), content);
    return path(name);
  };
  const read = async (content: string | Uint8Array, limits: SourceLimits = DEFAULT_LIMITS): Promise<ReadFile> =>
    readAll(await write(content, 'current.csv'), limits);
  return { path, write, read };
}

/** Every row of the only sheet. */
export async function readAll(path: string, limits: SourceLimits = DEFAULT_LIMITS): Promise<ReadFile> {
  const source = await openSource(path, limits);
  try {
    const rows: SourceRow[] = [];
    for (const sheet of source.sheets) for await (const some of sheet.rows()) rows.push(...some);
    return { rows, notes: source.notes };
  } finally {
    await source.close();
  }
}

/** `line: cell | cell` a row; ✂ marks a broken one. */
export function shown(rows: readonly SourceRow[]): string[] {
  return rows.map((row) => `${row.line}: ${row.cells.join(' | ')}${row.broken ? ' ✂' : ''}`);
}
