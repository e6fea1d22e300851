/** No result is ever written over a sheet that was read. */
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { RunError } from '../errors.ts';
import { digestOf } from '../report/marked-workbook/mark-workbook.ts';
import type { Context } from './context.ts';

/** A file that was read; with its digest, it is known under another name too. */
export interface Input {
  readonly name: string;
  readonly digest?: Uint8Array;
}

/** @throws RunError OUTPUT_EXISTS when `path` is one of the inputs, under whatever name. Folders and names that are free are let through. */
export async function refuseInput(path: string, inputs: readonly Input[], { cwd }: Context): Promise<void> {
  const wanted = resolve(cwd, path);
  const there = statSync(wanted, { throwIfNoEntry: false });
  if (!there?.isFile()) return;
  // Its bytes are read once, however many files the ledger has seen.
  const bytes = inputs.some(({ digest }) => digest) ? await digestOf(wanted) : undefined;
  for (const { name, digest } of inputs) {
    const input = resolve(cwd, name);
    const found = statSync(input, { throwIfNoEntry: false });
    const isSame = input === wanted || (found?.ino === there.ino && found.dev === there.dev);
    if (isSame || (digest && bytes?.equals(digest))) throw new RunError('OUTPUT_EXISTS', { path });
  }
}
